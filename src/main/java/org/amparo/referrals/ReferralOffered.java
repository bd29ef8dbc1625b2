package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseOffered;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Urgency;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A case was offered to a provider. {@code answerDue} is the earliest of the answer time for its urgency, the next hearing and the risk of removal;
 * {@code quiet} are the hours of the night that are kept for it, if any.
 */
public record ReferralOffered(
        ReferralId referral,
        CaseId caseFile,
        int round,
        HumanReference reference,
        OrganizationId provider,
        @Nullable FundId fund,
        Urgency urgency,
        Route route,
        Instant answerDue,
        @Nullable QuietHours quiet,
        Actor actor,
        Instant at)
        implements CaseOffered {}
