package org.amparo.matching;

import java.util.Map;
import org.amparo.kernel.Urgency;
import org.amparo.referrals.OfferTerms;
import org.amparo.referrals.Route;
import org.jspecify.annotations.Nullable;

/**
 * Sets how providers are ranked and how offers go out.
 *
 * @param weights points each part of the score can bring, every part named, none negative, 100 together
 * @param routes how offers go out for each urgency; nothing but U2 to U4 may wait for a dispatcher's hand
 * @param terms what is agreed about offers; {@code null} leaves it as it is
 * @param version the settings the steward looked at
 */
public record ChangeRouting(
        Map<ScorePart, Integer> weights,
        Map<Urgency, Route> routes,
        @Nullable OfferTerms terms,
        int version) {

    public ChangeRouting {
        weights = Map.copyOf(weights);
        routes = Map.copyOf(routes);
    }
}
