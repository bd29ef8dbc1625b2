package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseUnplaced;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/** The provider said no. */
public record ReferralDeclined(
        ReferralId referral,
        CaseId caseFile,
        int round,
        OrganizationId provider,
        DeclineReason reason,
        Actor actor,
        Instant at)
        implements CaseUnplaced {}
