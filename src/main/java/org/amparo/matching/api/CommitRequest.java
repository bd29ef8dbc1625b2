package org.amparo.matching.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.amparo.kernel.Rejected;
import org.amparo.matching.DocketPlanId;
import org.jspecify.annotations.Nullable;

/** Which plan is to become offers. */
record CommitRequest(
        @Schema(description = "The plan you looked at") @Nullable
        DocketPlanId plan) {

    DocketPlanId toId() {
        if (plan == null) {
            throw Rejected.invalid("plan", "required");
        }
        return plan;
    }
}
