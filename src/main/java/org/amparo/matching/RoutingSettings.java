package org.amparo.matching;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.amparo.referrals.OfferTerms;
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

    private static final int LEAST_MINUTES = 5;
    private static final int MOST_READING_MINUTES = 60;
    private static final int MOST_HEAD_START_MINUTES = 24 * 60;
    private static final int MOST_HAND_MINUTES = 3 * 24 * 60;
    private static final Duration MOST_QUIET = Duration.ofHours(14);

    @Id
    private int version;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private Map<ScorePart, Integer> weights;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private Map<Urgency, Route> routes;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private OfferTerms terms;

    @SuppressWarnings("UnusedVariable") // kept for the record beside the ledger
    private @Nullable UUID changedBy;

    private Instant changedAt;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected RoutingSettings() {}

    private RoutingSettings(
            int version,
            Map<ScorePart, Integer> weights,
            Map<Urgency, Route> routes,
            OfferTerms terms,
            Actor actor,
            Instant now) {
        this.version = version;
        this.weights = new EnumMap<>(weights);
        this.routes = new EnumMap<>(routes);
        this.terms = terms;
        this.changedBy = actor.member();
        this.changedAt = now;
        registerEvent(new RoutingSettingsChanged(version, actor, now));
    }

    /**
     * @throws Rejected when the weights contradict each other, an urgent case would wait for a dispatcher's choice, a time is out of range, or somebody else was
     *     faster
     */
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
            if (route == null) {
                throw Rejected.invalid("routes." + urgency, "required");
            }
            if (route == Route.BY_HAND && urgency.neverWaits()) {
                throw Rejected.invalid("routes." + urgency, "route-may-not-wait");
            }
        }
        var agreed = Objects.requireNonNullElse(command.terms(), terms);
        within("readingMinutes", agreed.readingMinutes(), 0, MOST_READING_MINUTES);
        within("headStartMinutes", agreed.headStartMinutes(), LEAST_MINUTES, MOST_HEAD_START_MINUTES);
        within("handMinutes", agreed.handMinutes(), LEAST_MINUTES, MOST_HAND_MINUTES);
        var quiet = agreed.quiet();
        if (quiet != null && quiet.nightly().compareTo(MOST_QUIET) > 0) {
            throw Rejected.invalid("terms.quiet", "quiet-too-long", MOST_QUIET.toHours());
        }
        return new RoutingSettings(version + 1, command.weights(), command.routes(), agreed, actor, now);
    }

    private static void within(String field, int minutes, int least, int most) {
        if (minutes < least || minutes > most) {
            throw Rejected.invalid("terms." + field, "minutes-out-of-range", least, most);
        }
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

    /** How a planned placement goes out: a dispatcher has chosen already, and those on call come where the plan puts them. */
    Route routeOfPlan(Urgency urgency) {
        return switch (route(urgency)) {
            case BROADCAST -> Route.BROADCAST;
            case IN_ORDER, BY_HAND -> Route.IN_ORDER;
            case ROTA -> urgency.neverWaits() ? Route.BROADCAST : Route.IN_ORDER;
        };
    }

    OfferTerms terms() {
        return terms;
    }

    RoutingView view() {
        return new RoutingView(version, weights, routes, terms, changedAt);
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
