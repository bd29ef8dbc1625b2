package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.OrganizationId;

/** Who has the case goes on with it: they said so, or what had been asked about is no more so. */
public record PlacementKept(
        ReferralId referral,
        CaseId caseFile,
        int round,
        HumanReference reference,
        OrganizationId provider,
        Actor actor,
        Instant at)
        implements Accountable {}
