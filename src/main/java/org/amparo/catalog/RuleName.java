package org.amparo.catalog;

import java.util.Arrays;
import java.util.Optional;
import org.amparo.kernel.Urgency;

/** The dated rules the product asks for. There is always one in force of each. */
public enum RuleName {
    ANSWER_WITHIN_U0("ANSWER_WITHIN.U0", Unit.MINUTES),
    ANSWER_WITHIN_U1("ANSWER_WITHIN.U1", Unit.MINUTES),
    ANSWER_WITHIN_U2("ANSWER_WITHIN.U2", Unit.MINUTES),
    ANSWER_WITHIN_U3("ANSWER_WITHIN.U3", Unit.MINUTES),
    ANSWER_WITHIN_U4("ANSWER_WITHIN.U4", Unit.MINUTES),
    /** The federal poverty guideline for a household of one. */
    POVERTY_GUIDELINE_BASE("POVERTY_GUIDELINE.BASE", Unit.DOLLARS_A_YEAR),
    /** What each further person adds to it. */
    POVERTY_GUIDELINE_PER_PERSON("POVERTY_GUIDELINE.PER_PERSON", Unit.DOLLARS_A_YEAR);

    public enum Unit {
        MINUTES,
        DOLLARS_A_YEAR
    }

    private final String code;
    private final Unit unit;

    RuleName(String code, Unit unit) {
        this.code = code;
        this.unit = unit;
    }

    public String code() {
        return code;
    }

    public Unit unit() {
        return unit;
    }

    public static RuleName answerWithin(Urgency urgency) {
        return valueOf("ANSWER_WITHIN_" + urgency);
    }

    public static Optional<RuleName> of(String code) {
        return Arrays.stream(values()).filter(name -> name.code.equals(code)).findFirst();
    }
}
