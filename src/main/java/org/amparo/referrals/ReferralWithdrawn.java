package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseUnplaced;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.OrganizationId;

/** The offer was taken back. */
public record ReferralWithdrawn(
        ReferralId referral,
        CaseId caseFile,
        int round,
        HumanReference reference,
        OrganizationId provider,
        WithdrawReason reason,
        Actor actor,
        Instant at)
        implements CaseUnplaced {}
