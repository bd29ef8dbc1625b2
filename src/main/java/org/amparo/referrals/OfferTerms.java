package org.amparo.referrals;

import org.jspecify.annotations.Nullable;

/**
 * What the coalition agreed about offers, beside their order. An offer keeps the terms it was made by.
 *
 * @param readingMinutes for how long a case is reserved to a provider that opens an offer others have as well; 0 for not at all
 * @param headStartMinutes for how long providers with somebody on call are asked before all others, where offers go to a rota
 * @param handMinutes within how long a dispatcher chooses a provider, where nothing is offered by itself
 * @param quiet when what can wait waits for the morning; {@code null} for never
 */
public record OfferTerms(
        int readingMinutes,
        int headStartMinutes,
        int handMinutes,
        @Nullable QuietHours quiet) {

    public static final OfferTerms USUAL = new OfferTerms(0, 30, 240, null);
}
