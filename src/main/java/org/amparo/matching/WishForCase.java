package org.amparo.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Says what the next plan keeps to for one round of a case.
 *
 * @param plan the plan the dispatcher looked at
 * @param pinned the provider it goes to, {@code null} to let the plan choose
 * @param forbidden the providers it does not go to
 */
public record WishForCase(
        DocketPlanId plan,
        CaseId caseFile,
        int round,
        @Nullable OrganizationId pinned,
        Set<OrganizationId> forbidden) {

    public WishForCase {
        forbidden = Set.copyOf(forbidden);
    }

    List<PlanWish> wishes() {
        var wishes = new ArrayList<PlanWish>();
        if (pinned != null) {
            wishes.add(new PlanWish(caseFile, round, pinned, PlanWish.Kind.PIN));
        }
        forbidden.forEach(each -> wishes.add(new PlanWish(caseFile, round, each, PlanWish.Kind.FORBID)));
        return wishes;
    }
}
