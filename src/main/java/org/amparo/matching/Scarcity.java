package org.amparo.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;

/**
 * How badly each provider's places are expected to be needed by others: the prices of the last plan's forecast, in thousandths. 0 is a place
 * that is left over, 1000 one without which a person of the highest urgency would find nobody.
 */
final class Scarcity {

    /** Without a plan nothing is known of scarcity, and it stands against nobody. */
    static final Scarcity UNKNOWN = new Scarcity(List.of());

    private final List<Place> places;
    private final Map<OrganizationId, Map<Service, Integer>> byProvider = new HashMap<>();

    private Scarcity(List<Place> places) {
        this.places = places;
        places.forEach(place -> byProvider
                .computeIfAbsent(place.provider(), key -> new HashMap<>())
                .put(place.service(), place.permille()));
    }

    static Scarcity of(Collection<Place> places) {
        return new Scarcity(List.copyOf(places));
    }

    /** The prices of a solved forecast. */
    static Scarcity of(Docketed forecast, int[] chosen) {
        var problem = forecast.problem();
        var prices = PlanPrices.of(problem, chosen, 1);
        var most = (PlanProblem.GRADES - 1) * problem.gradeWeight();
        var places = new ArrayList<Place>();
        for (var index = 0; index < problem.pools(); index++) {
            var permille = (int) Math.clamp(prices.pool(0, index) * 1000 / most, 0L, 1000L);
            if (permille > 0) {
                var pool = forecast.pools().get(index);
                places.add(new Place(pool.provider(), pool.service(), permille));
            }
        }
        return of(places);
    }

    /** The mean of several forecasts; nothing is known where there are none. */
    static Scarcity mean(List<Scarcity> forecasts) {
        if (forecasts.isEmpty()) {
            return UNKNOWN;
        }
        var sums = new LinkedHashMap<OrganizationId, Map<Service, Integer>>();
        forecasts.forEach(forecast -> forecast.places()
                .forEach(place -> sums.computeIfAbsent(place.provider(), key -> new EnumMap<>(Service.class))
                        .merge(place.service(), place.permille(), Integer::sum)));
        var places = new ArrayList<Place>();
        sums.forEach((provider, services) -> services.forEach((service, sum) -> {
            if (sum >= forecasts.size()) {
                places.add(new Place(provider, service, sum / forecasts.size()));
            }
        }));
        return of(places);
    }

    /** How scarce the provider's places for the service are, 0 to 1000. */
    int of(OrganizationId provider, Service service) {
        return byProvider.getOrDefault(provider, Map.of()).getOrDefault(service, 0);
    }

    List<Place> places() {
        return places;
    }

    /** A provider's places for one service that are expected to be needed. */
    record Place(OrganizationId provider, Service service, int permille) {}
}
