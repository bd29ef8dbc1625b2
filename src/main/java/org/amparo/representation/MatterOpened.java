package org.amparo.representation;

import java.time.Instant;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Service;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.ReferralId;
import org.jspecify.annotations.Nullable;

/** A provider began to work on a case it accepted. {@code residual} is what the scope leaves undone. */
public record MatterOpened(
        MatterId matter,
        CaseId caseFile,
        int round,
        ReferralId referral,
        OrganizationId provider,
        @Nullable FundId fund,
        Set<Service> scope,
        Set<Service> residual,
        Actor actor,
        Instant at)
        implements Accountable {}
