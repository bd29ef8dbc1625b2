package org.amparo.referrals;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.OrganizationId;

/** A live offer ends at another time than its provider was told, because the legal clock moved. */
public record AnswerDueChanged(
        ReferralId referral,
        CaseId caseFile,
        int round,
        HumanReference reference,
        OrganizationId provider,
        Instant answerDue,
        DueReason because,
        Actor actor,
        Instant at)
        implements Accountable {}
