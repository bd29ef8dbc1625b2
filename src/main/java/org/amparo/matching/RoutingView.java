package org.amparo.matching;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.amparo.kernel.Urgency;
import org.amparo.referrals.Route;

/**
 * How the coalition ranks providers and sends offers out.
 *
 * @param weights the most points of 100 each part of the score can bring
 * @param routes how offers go out for each urgency
 * @param changedAt since when, in UTC
 */
public record RoutingView(int version, Map<ScorePart, Integer> weights, Map<Urgency, Route> routes, Instant changedAt) {

    public RoutingView {
        weights = Collections.unmodifiableMap(new EnumMap<>(weights));
        routes = Collections.unmodifiableMap(new EnumMap<>(routes));
    }
}
