package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseUnplaced;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/** The service that began with an accepted referral has ended. */
public record ReferralConcluded(
        ReferralId referral, CaseId caseFile, int round, OrganizationId provider, Actor actor, Instant at)
        implements CaseUnplaced {}
