package org.amparo.referrals;

import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Command: offer a round of a case to these providers, chosen by hand.
 *
 * @param fund who would pay, a fund each of the providers may charge; {@code null} takes for each provider the fund the latest shortlist named
 */
public record Offer(
        CaseId caseFile,
        int round,
        List<OrganizationId> providers,
        @Nullable FundId fund) {

    public Offer {
        providers = providers.stream().distinct().toList();
    }
}
