package org.amparo.matching;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.amparo.referrals.Route;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.data.domain.Persistable;

/**
 * How the coalition ranks providers and sends offers out. Never changed in place: a change is a new version, the highest is in force,
 * and a shortlist names the one it was drawn by.
 */
@Entity
@Table(schema = "matching", name = "routing_settings")
class RoutingSettings extends AbstractAggregateRoot<RoutingSettings> implements Persistable<Integer> {

    static final int ALL_POINTS = 100;

    @Id
    private int version;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private Map<ScorePart, Integer> weights;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private Map<Urgency, Route> routes;

    @SuppressWarnings("UnusedVariable") // kept for the record beside the ledger
    private @Nullable UUID changedBy;

    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected RoutingSettings() {}

    private RoutingSettings(
            int version, Map<ScorePart, Integer> weights, Map<Urgency, Route> routes, Actor actor, Instant now) {
        this.version = version;
        this.weights = new EnumMap<>(weights);
        this.routes = new EnumMap<>(routes);
        this.changedBy = actor.member();
        this.changedAt = now;
        registerEvent(new RoutingSettingsChanged(version, actor, now));
    }

    /** @throws Rejected when the weights contradict each other, a route can't be automatic, or somebody else was faster */
    RoutingSettings change(ChangeRouting command, Actor actor, Instant now) {
        if (command.version() != version) {
            throw Rejected.stale();
        }
        var sum = 0;
        for (var part : ScorePart.values()) {
            var weight = command.weights().get(part);
            if (weight == null) {
                throw Rejected.invalid("weights." + part, "weight-missing");
            }
            if (weight < 0 || weight > ALL_POINTS) {
                throw Rejected.invalid("weights." + part, "weight-out-of-range", weight);
            }
            sum += weight;
        }
        if (sum != ALL_POINTS) {
            throw Rejected.invalid("weights", "weights-contradict", sum);
        }
        for (var urgency : Urgency.values()) {
            var route = command.routes().get(urgency);
            if (route != Route.BROADCAST && route != Route.IN_ORDER) {
                throw Rejected.invalid("routes." + urgency, "route-not-automatic");
            }
        }
        return new RoutingSettings(version + 1, command.weights(), command.routes(), actor, now);
    }

    int version() {
        return version;
    }

    Map<ScorePart, Integer> weights() {
        return Collections.unmodifiableMap(weights);
    }

    Route route(Urgency urgency) {
        return routes.getOrDefault(urgency, Route.IN_ORDER);
    }

    RoutingView view() {
        return new RoutingView(version, weights, routes, changedAt);
    }

    @Override
    public Integer getId() {
        return version;
    }

    /** A version is only ever inserted; a second one of the same number is somebody who was slower. */
    @Override
    public boolean isNew() {
        return true;
    }
}
