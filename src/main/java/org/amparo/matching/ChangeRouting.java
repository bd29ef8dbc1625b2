package org.amparo.matching;

import java.util.Map;
import org.amparo.kernel.Urgency;
import org.amparo.referrals.Route;

/**
 * Sets how providers are ranked and how offers go out.
 *
 * @param weights points each part of the score can bring, every part named, none negative, 100 together
 * @param routes how offers go out for each urgency: {@code BROADCAST} or {@code IN_ORDER}
 * @param version the settings the steward looked at
 */
public record ChangeRouting(Map<ScorePart, Integer> weights, Map<Urgency, Route> routes, int version) {

    public ChangeRouting {
        weights = Map.copyOf(weights);
        routes = Map.copyOf(routes);
    }
}
