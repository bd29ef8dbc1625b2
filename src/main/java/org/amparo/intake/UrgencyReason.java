package org.amparo.intake;

import java.util.Arrays;
import java.util.List;
import org.amparo.kernel.Urgency;

/** Why a case is as urgent as it is. Most are asked on the phone, the others follow from dates and custody. */
public enum UrgencyReason {
    REMOVAL_IMMINENT(Urgency.U0, true),
    CITIZENSHIP_CLAIM(Urgency.U0, true),
    CHILD_ALONE(Urgency.U0, true),
    MEDICAL_EMERGENCY(Urgency.U0, true),
    /** A final or reinstated order, and travel papers for it. */
    ORDER_WITH_TRAVEL_DOCUMENT(Urgency.U0, true),
    /** The moment from which removal is feared is less than 72 hours away. */
    REMOVAL_DATE_NEAR(Urgency.U0, false),
    TOLD_TO_SIGN(Urgency.U1, true),
    TRANSFER_FEARED(Urgency.U1, true),
    FEAR_INTERVIEW_SOON(Urgency.U1, true),
    FIRST_72_HOURS(Urgency.U1, false),
    HEARING_WITHIN_2_DAYS(Urgency.U1, false),
    BOND_HEARING_SET(Urgency.U2, true),
    APPEAL_DEADLINE_NEAR(Urgency.U2, true),
    HEARING_WITHIN_10_DAYS(Urgency.U2, false),
    DETAINED_NO_DATE(Urgency.U3, false),
    /** Custody is not known; treated as detained. */
    CUSTODY_UNKNOWN(Urgency.U3, false),
    NOT_DETAINED(Urgency.U4, false);

    private static final List<UrgencyReason> ASKED =
            Arrays.stream(values()).filter(UrgencyReason::asked).toList();

    private final Urgency grade;
    private final boolean asked;

    UrgencyReason(Urgency grade, boolean asked) {
        this.grade = grade;
        this.asked = asked;
    }

    /** The grade this reason alone gives. */
    public Urgency grade() {
        return grade;
    }

    /** Whether the hotline asks for it; the others are computed. */
    public boolean asked() {
        return asked;
    }

    /** The questions of the hotline, the most urgent first. */
    public static List<UrgencyReason> questions() {
        return ASKED;
    }
}
