package org.amparo.matching;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amparo.kernel.Urgency;
import org.amparo.referrals.OfferTerms;
import org.amparo.referrals.Route;

/**
 * How the coalition ranks providers and sends offers out.
 *
 * @param weights the most points of 100 each part of the score can bring
 * @param routes how offers go out for each urgency
 * @param terms what was agreed about offers
 * @param changedAt since when, in UTC
 */
public record RoutingView(
        int version, Map<ScorePart, Integer> weights, Map<Urgency, Route> routes, OfferTerms terms, Instant changedAt) {

    public RoutingView {
        weights = Collections.unmodifiableMap(new EnumMap<>(weights));
        routes = Collections.unmodifiableMap(new EnumMap<>(routes));
    }

    /** The ways in which offers of that urgency may go out. */
    public List<Route> choices(Urgency urgency) {
        return Stream.of(Route.BROADCAST, Route.IN_ORDER, Route.ROTA, Route.BY_HAND)
                .filter(route -> route != Route.BY_HAND || !urgency.neverWaits())
                .toList();
    }
}
