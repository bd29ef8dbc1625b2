package org.amparo.referrals;

import java.time.Instant;
import java.util.Set;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.CasePlaced;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/** The provider took the case with this scope of service. There is at most one accepted referral for a round of a case. */
public record ReferralAccepted(
        ReferralId referral,
        CaseId caseFile,
        int round,
        HumanReference reference,
        OrganizationId provider,
        @Nullable FundId fund,
        Urgency urgency,
        Set<Service> scope,
        CaseFacts facts,
        Instant offeredAt,
        Actor actor,
        Instant at)
        implements CasePlaced {}
