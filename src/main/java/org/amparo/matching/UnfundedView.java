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
import org.amparo.membership.FundRule;
import org.jspecify.annotations.Nullable;

/**
 * A round of a case that waits for nothing but money.
 *
 * @param waitingSince in UTC
 * @param funds the funds of those who could take it, the nearest first
 */
public record UnfundedView(
        CaseId caseFile,
        @Schema(example = "1") int round,
        @Nullable HumanReference reference,
        Urgency urgency,
        Set<Service> needs,
        Instant waitingSince,
        Unfunded how,
        List<FundView> funds) {

    /** @param against the rules of the fund that say no */
    public record FundView(
            FundId fund,
            @Schema(example = "County justice fund") String name,
            List<FundRule.Kind> against) {}
}
