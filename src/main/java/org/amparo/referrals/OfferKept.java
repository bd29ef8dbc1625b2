package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.OrganizationId;

/** Something changed, the offer was looked at again, and it stands. {@code told} is when the change was told. */
public record OfferKept(
        ReferralId referral,
        CaseId caseFile,
        int round,
        HumanReference reference,
        OrganizationId provider,
        Reopening because,
        Instant told,
        Actor actor,
        Instant at)
        implements Accountable {}
