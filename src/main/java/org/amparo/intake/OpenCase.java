package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Service;
import org.jspecify.annotations.Nullable;

/**
 * Command: a person needs a lawyer, told once and whole.
 *
 * @param callStarted when the caller was first on the phone, UTC; {@code null} stands for now
 * @param custody where the person is now; an unknown place is an answer
 * @param answers what was answered to the questions of urgency; those left out were not asked
 * @param removalFeared the moment from which removal is feared, UTC
 * @param needs services asked for; none stands for a consultation
 * @param override a person's judgement of the urgency instead of the computed one
 * @param note what was said, at most 20,000 characters
 */
public record OpenCase(
        @Nullable Instant callStarted,
        CallerDetails caller,
        PersonDetails person,
        Sighting custody,
        ArrestDetails arrest,
        @Nullable HearingDetails hearing,
        Map<UrgencyReason, Answer> answers,
        @Nullable Instant removalFeared,
        Set<Service> needs,
        @Nullable UrgencyOverride override,
        FundDetails fund,
        List<Party> parties,
        @Schema(type = "string") @Nullable PersonalText note,
        ConsentEvidence consent) {

    public OpenCase {
        caller = caller == null ? CallerDetails.unknown() : caller;
        custody = custody == null ? Sighting.unknown() : custody;
        arrest = arrest == null ? ArrestDetails.unknown() : arrest;
        answers = answers == null ? Map.of() : Map.copyOf(answers);
        needs = needs == null || needs.isEmpty() ? Set.of(Service.CONSULT) : Set.copyOf(needs);
        fund = fund == null ? FundDetails.notAsked() : fund;
        parties = parties == null ? List.of() : List.copyOf(parties);
        consent = consent == null ? ConsentEvidence.notAsked() : consent;
    }
}
