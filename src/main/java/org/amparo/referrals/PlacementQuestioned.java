package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Something changed so that who has the case may not be able to go on with it: they are asked to keep it or to hand it back. */
public record PlacementQuestioned(
        ReferralId referral,
        CaseId caseFile,
        int round,
        HumanReference reference,
        OrganizationId provider,
        Reopening because,
        @Nullable Objection objection,
        Actor actor,
        Instant at)
        implements Accountable {}
