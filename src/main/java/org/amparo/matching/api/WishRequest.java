package org.amparo.matching.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Rejected;
import org.amparo.matching.DocketPlanId;
import org.amparo.matching.WishForCase;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/** What the next plan keeps to for one case, in place of all that was said before. */
record WishRequest(
        @Schema(description = "The plan you looked at") @Nullable
        DocketPlanId plan,

        @Schema(description = "The provider it goes to; left out, the plan chooses") @Nullable
        OrganizationId pinned,

        @Schema(description = "Providers it does not go to") @Nullable
        Set<OrganizationId> forbidden) {

    WishForCase toCommand(CaseId caseFile, int round) {
        if (plan == null) {
            throw Rejected.invalid("plan", "required");
        }
        return new WishForCase(plan, caseFile, round, pinned, forbidden == null ? Set.of() : forbidden);
    }
}
