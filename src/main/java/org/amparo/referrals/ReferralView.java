package org.amparo.referrals;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * One offer and its answer. All times are in UTC.
 *
 * @param fund who would pay; no fund means eligible but unfunded
 * @param status where it stands now: an offer nobody answered in time is {@code EXPIRED} from that moment
 * @param answerDue the last moment an answer counts
 * @param endedAt when it was accepted, declined, withdrawn or expired
 * @param concludedAt when the service that began with it had ended
 * @param scope what the provider took on; empty unless accepted
 * @param facts coded facts as they are now; {@code null} once the offer has ended without a yes
 * @param held whether no yes counts for the moment, because something changed and it is being looked at again
 * @param looked that it was looked at again, and why
 * @param objection what stood against the provider when it was taken back after such a look
 * @param question what who has the case was asked and has not answered
 * @param reserved that it is being read, and until when no other provider's yes counts
 */
@Schema(example = """
                {"id":"0192f0c1-7d3e-7c11-9d5a-3f1f5c2b8a10","caseFile":"0192f0c1-5a00-7b02-8f4e-0a1b2c3d4e5f","round":1,\
                "reference":"K7MR-4QX","provider":"0192e000-0000-7000-8000-000000000011","providerName":"Alba Legal Project",\
                "fund":null,"fundName":null,"urgency":"U1","route":"BROADCAST","status":"VIEWED",\
                "offeredAt":"2026-11-21T18:02:11Z","answerDue":"2026-11-22T18:02:11Z","dueBecause":"ANSWER_TIME",\
                "viewedAt":"2026-11-21T18:09:40Z","conflictsClearedAt":null,"endedAt":null,"concludedAt":null,"declineReason":null,\
                "declineDetail":null,"withdrawReason":null,"scope":[],"facts":{"urgency":"U1","needs":["BOND","FULL_REMOVAL_DEFENSE"],\
                "custody":"DETAINED","facility":"ADLNTCA","court":"ADL","language":"mam","spanish":"SOME","nextHearing":null,\
                "removalRisk":null,"detainedSince":"2026-11-21"},"held":false,"looked":null,"objection":null,"question":null,"reserved":null}""")
public record ReferralView(
        ReferralId id,
        CaseId caseFile,
        int round,
        HumanReference reference,
        OrganizationId provider,
        String providerName,
        @Nullable FundId fund,
        @Nullable String fundName,
        Urgency urgency,
        Route route,
        ReferralStatus status,
        Instant offeredAt,
        Instant answerDue,
        DueReason dueBecause,
        @Nullable Instant viewedAt,
        @Nullable Instant conflictsClearedAt,
        @Nullable Instant endedAt,
        @Nullable Instant concludedAt,
        @Nullable DeclineReason declineReason,
        @Nullable DeclineDetail declineDetail,
        @Nullable WithdrawReason withdrawReason,
        Set<Service> scope,
        @Nullable OfferFacts facts,
        boolean held,
        @Nullable Looked looked,
        @Nullable Objection objection,
        @Nullable PlacementQuestion question,
        @Nullable Reserved reserved) {}
