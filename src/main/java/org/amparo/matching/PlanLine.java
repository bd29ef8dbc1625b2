package org.amparo.matching;

import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says of one round of a case.
 *
 * @param planned the place it gets, {@code null} when it keeps waiting
 * @param oneByOne the place one-by-one routing would have given it, {@code null} for none
 * @param instead the case that has the place one-by-one routing would have given this one, where that explains the difference
 * @param providers how many providers could take it, full ones included
 * @param pinned whether a dispatcher pinned it
 * @param refused why it was not passed on when the plan was committed, {@code null} when it was or the plan is a draft
 * @param because the rule that stood against it then
 */
public record PlanLine(
        CaseId caseFile,
        int round,
        @Nullable HumanReference reference,
        Urgency urgency,
        Set<Service> needs,
        @Nullable Place planned,
        @Nullable Place oneByOne,
        PlanDifference difference,
        @Nullable HumanReference instead,
        int providers,
        boolean pinned,
        @Nullable PlanRefusal refused,
        @Nullable Verdict because) {

    /**
     * A provider's place for a case.
     *
     * @param service the service whose room it takes
     * @param minutesLate by how many minutes the answer is expected to come too late, 0 when in time
     */
    public record Place(OrganizationId provider, @Nullable FundId fund, Service service, int minutesLate) {}

    public PlanLine {
        needs = Set.copyOf(needs);
    }

    boolean isToBeOffered() {
        return planned != null && difference != PlanDifference.UNDER_OFFER;
    }

    PlanLine refuse(PlanRefusal refusal, @Nullable Verdict verdict) {
        return new PlanLine(
                caseFile,
                round,
                reference,
                urgency,
                needs,
                planned,
                oneByOne,
                difference,
                instead,
                providers,
                pinned,
                refusal,
                verdict);
    }
}
