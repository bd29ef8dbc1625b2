package org.amparo.representation;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ServiceEnded;
import org.jspecify.annotations.Nullable;

/** The work on a matter ended. {@code legal} is the deciding outcome on the legal track, null when there is none; {@code service} how the service ended. */
public record MatterClosed(
        MatterId matter,
        CaseId caseFile,
        int round,
        ReferralId referral,
        OrganizationId provider,
        @Nullable FundId fund,
        @Nullable Outcome legal,
        Outcome service,
        Actor actor,
        Instant at)
        implements ServiceEnded {}
