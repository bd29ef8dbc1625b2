package org.amparo.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * The coded facts of a case: all that routing, figures and an offer need to know, and nothing that tells who it is. Merit is not
 * among them.
 *
 * @param round which need of the case this is, counted from one: a limited scope of service leaves a residual need, which is routed
 *     as the next round while the first is still being served
 * @param needs services asked for in this round, never empty
 * @param facility place of detention, {@code null} when unknown or not detained
 * @param court hearing location, {@code null} when unknown
 * @param language the person's first language, {@code null} when unknown
 * @param nextHearing day of the next hearing in Pacific time, {@code null} when none is known
 * @param removalRisk the moment from which removal is feared, {@code null} when none is known
 * @param stage entry of the list {@code PIPELINE_STAGE}, {@code null} when unknown
 * @param arrestingAgency entry of the list {@code AGENCY}, {@code null} when unknown
 * @param detainedSince first day in custody in Pacific time, {@code null} when unknown
 * @param consented whether somebody entitled to said yes to sharing with providers; nothing is offered without
 * @param purposes all that was consented to
 * @param consentUntil last day, Pacific time, on which a provisional consent counts; {@code null} when it does not lapse
 */
public record CaseFacts(
        int round,
        Urgency urgency,
        Set<Service> needs,
        CustodyStatus custody,
        @Nullable FacilityCode facility,
        @Nullable CourtCode court,
        @Nullable LanguageCode language,
        SpanishFluency spanish,
        @Nullable LocalDate nextHearing,
        @Nullable Instant removalRisk,
        @Nullable ListCode stage,
        @Nullable ListCode arrestingAgency,
        @Nullable LocalDate detainedSince,
        FundFacts fund,
        boolean consented,
        Set<ConsentPurpose> purposes,
        @Nullable LocalDate consentUntil) {

    @SuppressWarnings("java:S2583") // facts that were written down before purposes were told apart have none
    public CaseFacts {
        needs = Set.copyOf(needs);
        purposes = purposes == null ? purposesOf(consented) : Set.copyOf(purposes);
        if (round < 1 || needs.isEmpty()) {
            throw new IllegalArgumentException("a round is counted from one and needs something");
        }
    }

    private static Set<ConsentPurpose> purposesOf(boolean consented) {
        return consented ? Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS) : Set.of();
    }
}
