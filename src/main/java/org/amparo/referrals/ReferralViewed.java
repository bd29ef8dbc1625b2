package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.intake.FactsSeen;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/** Somebody at the provider opened the offer for the first time. */
public record ReferralViewed(
        ReferralId referral, CaseId caseFile, int round, OrganizationId provider, Actor actor, Instant at)
        implements FactsSeen {}
