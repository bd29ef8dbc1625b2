package org.amparo.matching;

import java.util.List;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/** One case of a plan with all providers that could take it, to pin or forbid pairs. */
public record PlanCaseView(DocketPlanId plan, PlanState state, PlanView.LineView line, List<Choice> choices) {

    /**
     * A provider that could take the case.
     *
     * @param full whether it has no room at the moment, and nothing else stands against it
     * @param wish what a dispatcher said of this pair, if anything
     */
    public record Choice(
            OrganizationId provider,
            String name,
            Eligibility eligibility,
            boolean full,
            PlanWish.@Nullable Kind wish) {}
}
