package org.amparo.referrals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.SpanishFluency;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * The coded facts an offer shows before conflicts are cleared: enough to say yes or no, and nothing that tells who it is. What funds ask
 * about (income, convictions) is not among them; it only decided which fund is named.
 *
 * @param nextHearing day in Pacific time, {@code null} when none is known
 * @param removalRisk the moment from which removal is feared, in UTC
 * @param detainedSince first day in custody in Pacific time
 */
public record OfferFacts(
        Urgency urgency,
        Set<Service> needs,
        CustodyStatus custody,
        @Nullable FacilityCode facility,
        @Nullable CourtCode court,
        @Nullable LanguageCode language,
        SpanishFluency spanish,
        @Nullable LocalDate nextHearing,
        @Nullable Instant removalRisk,
        @Nullable LocalDate detainedSince) {}
