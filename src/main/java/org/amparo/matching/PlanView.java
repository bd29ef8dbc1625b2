package org.amparo.matching;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A docket plan as a dispatcher sees it: references, never names of people.
 *
 * @param madeAt in UTC
 * @param rulesVersion the last decision on the rules when it was made; 1 when there was none
 * @param rulesChanged of a draft: whether other rules are in force by now. Pairs are looked at by those of the moment when it becomes offers
 * @param checkedRulesVersion the last decision on the rules when every pair was looked at once more and offered
 * @param solver {@code OR_TOOLS}, or {@code AUGMENTING_PATHS} where the library's native part is not here; both find the same plan
 * @param digest SHA-256 of everything the plan was made from: equal digests, equal plans
 * @param planned what the plan brings, proven to be the most there is
 * @param oneByOne what one-by-one routing would bring for the same docket
 * @param wishesOpen whether there are wishes this plan does not keep to yet
 */
public record PlanView(
        DocketPlanId id,
        PlanState state,
        Instant madeAt,
        @Nullable Instant committedAt,
        @Schema(example = "3") int settingsVersion,
        @Schema(example = "2") int rulesVersion,
        boolean rulesChanged,
        @Schema(example = "2") @Nullable Integer checkedRulesVersion,
        @Schema(example = "OR_TOOLS") String solver,
        String digest,
        PlanTotals planned,
        PlanTotals oneByOne,
        List<LineView> lines,
        List<PriceView> prices,
        List<WishView> wishes,
        boolean wishesOpen) {

    /** One round of a case in the plan; see {@link PlanLine}. */
    public record LineView(
            CaseId caseFile,
            @Schema(example = "1") int round,
            @Schema(example = "K7MR-4QX") @Nullable HumanReference reference,
            Urgency urgency,
            Set<Service> needs,
            @Nullable PlaceView planned,
            @Nullable PlaceView oneByOne,
            PlanDifference difference,
            @Nullable HumanReference instead,

            @Schema(description = "How many providers could take it, full ones included", example = "4")
            int providers,

            boolean pinned,
            @Nullable PlanRefusal refused,
            @Nullable Verdict because) {

        /** Whether committing the plan would offer it. */
        public boolean isToBeOffered() {
            return planned != null && difference != PlanDifference.UNDER_OFFER;
        }
    }

    /** A provider's place for a case. */
    public record PlaceView(
            OrganizationId provider,
            @Schema(example = "Valley Defenders") String name,
            @Nullable FundId fund,
            Service service,

            @Schema(description = "By how many minutes the answer is expected to come too late", example = "0")
            int minutesLate) {}

    /** What one more place would bring; see {@link PlanPrice}. */
    public record PriceView(
            OrganizationId provider,
            @Schema(example = "Valley Defenders") String name,
            Service service,
            int room,
            @Nullable Urgency places,
            boolean promised,
            long minutesSooner) {}

    /** What a dispatcher wants the next plan to keep to. */
    public record WishView(
            CaseId caseFile,
            int round,
            @Nullable HumanReference reference,
            OrganizationId provider,
            @Schema(example = "Valley Defenders") String name,
            PlanWish.Kind kind) {}

    /** How many the plan offers when it is committed; afterwards, how many it offered. */
    public int offers() {
        return (int) lines.stream()
                .filter(line -> line.isToBeOffered() && line.refused() == null)
                .count();
    }
}
