package org.amparo.representation;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.ReferralId;
import org.jspecify.annotations.Nullable;

/**
 * A closed matter was opened again, so that its record can be put right; {@code legal} and {@code service} are what its closing had said,
 * to be taken back by whoever counted them. It gives no access to the person's file: that ended with the service.
 */
public record MatterReopened(
        MatterId matter,
        CaseId caseFile,
        int round,
        ReferralId referral,
        OrganizationId provider,
        @Nullable FundId fund,
        @Nullable Outcome legal,
        Outcome service,
        ReopenReason reason,
        Actor actor,
        Instant at)
        implements Accountable {}
