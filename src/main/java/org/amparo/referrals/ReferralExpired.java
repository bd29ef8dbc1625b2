package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseUnplaced;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/** Nobody answered in time. */
public record ReferralExpired(
        ReferralId referral, CaseId caseFile, int round, OrganizationId provider, Actor actor, Instant at)
        implements CaseUnplaced {}
