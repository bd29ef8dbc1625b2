package org.amparo.matching;

import java.util.Comparator;
import org.amparo.intake.CaseId;
import org.amparo.membership.OrganizationId;

/** What a dispatcher wants a plan to keep to, for one round of a case and one provider. */
public record PlanWish(CaseId caseFile, int round, OrganizationId provider, Kind kind) {

    /** Whether the two belong together or must not come together. */
    public enum Kind {
        /** The case goes to this provider. */
        PIN,
        /** The case does not go to this provider. */
        FORBID
    }

    static final Comparator<PlanWish> IN_ORDER = Comparator.comparing(
                    (PlanWish wish) -> wish.caseFile().value())
            .thenComparing(PlanWish::round)
            .thenComparing(PlanWish::kind)
            .thenComparing(wish -> wish.provider().value());

    boolean concerns(CaseId other, int itsRound) {
        return caseFile.equals(other) && round == itsRound;
    }
}
