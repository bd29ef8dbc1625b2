package org.amparo.referrals;

import java.time.Instant;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.intake.NeedRemains;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;

/** Who had the case handed it back after something changed; what they had undertaken remains to be done and is routed again. */
public record ReferralHandedBack(
        ReferralId referral,
        CaseId caseFile,
        int round,
        HumanReference reference,
        OrganizationId provider,
        Reopening because,
        Set<Service> remaining,
        Actor actor,
        Instant at)
        implements NeedRemains {}
