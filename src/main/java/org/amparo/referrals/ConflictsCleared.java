package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.intake.FileOpened;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/** The provider checked the conflict packet and found no conflict. */
public record ConflictsCleared(
        ReferralId referral, CaseId caseFile, int round, OrganizationId provider, Actor actor, Instant at)
        implements FileOpened {}
