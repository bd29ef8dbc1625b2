package org.amparo.matching;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * What a provider organization can take, and how much. Born when the provider (or somebody for it) first describes it; changed by
 * the provider whenever its work changes; lives as long as the organization. Room is used when a referral is accepted and given back
 * when it is concluded, both after the commit of that decision and each once for a referral.
 *
 * <p>{@code revision} counts what people said; {@code version} also counts used room, so that an acceptance in the meantime does not
 * make a person's form stale.
 */
@Entity
@Table(schema = "matching", name = "practice")
class Practice extends AbstractAggregateRoot<Practice> {

    static final int MOST_PROMISED = 999;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private OrganizationId provider;

    @Version
    private @Nullable Long version;

    private int revision;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private Offering offering;

    @Enumerated(EnumType.STRING)
    private Taking taking;

    private Instant describedAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(schema = "matching", name = "capacity", joinColumns = @JoinColumn(name = "provider"))
    @MapKeyColumn(name = "service")
    @MapKeyEnumerated(EnumType.STRING)
    private Map<Service, Capacity> capacity = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Practice() {}

    Practice(OrganizationId provider, Instant now) {
        this.provider = provider;
        this.offering = Offering.nothing();
        this.taking = Taking.OPEN;
        this.describedAt = now;
    }

    /** @throws Rejected as stale, when somebody else described the practice since the person looked */
    Practice expect(@Nullable Integer seen) {
        if (seen != null && seen != revision) {
            throw Rejected.stale();
        }
        return this;
    }

    Practice describe(Offering offering, Taking taking, Actor actor, Instant now) {
        this.offering = offering;
        this.describedAt = now;
        this.revision++;
        take(taking, now);
        registerEvent(new PracticeDescribed(provider, actor, now));
        return this;
    }

    /**
     * Replaces all promises; a service that is not named is not said.
     *
     * @throws Rejected when a promise is below what is in use, or is no sensible number
     */
    Practice promise(Map<Service, Integer> promised, Taking taking, Actor actor, Instant now) {
        promised.forEach(this::checkPromise);
        this.revision++;
        var reopened = take(taking, now);
        var services = EnumSet.noneOf(Service.class);
        services.addAll(promised.keySet());
        services.addAll(capacity.keySet());
        services.addAll(offering.services());
        for (var service : services) {
            var before = capacity.getOrDefault(service, Capacity.NOT_SAID);
            var after = before.promise(promised.get(service), now);
            capacity.put(service, after);
            if (reopened || !Objects.equals(before.promised(), after.promised())) {
                announce(service, actor, now);
            }
        }
        return this;
    }

    Practice use(Collection<Service> services, Actor actor, Instant now) {
        for (var service : services) {
            capacity.merge(service, Capacity.NOT_SAID.use(now), (before, first) -> before.use(now));
            announce(service, actor, now);
        }
        return this;
    }

    Practice giveBack(Collection<Service> services, Actor actor, Instant now) {
        for (var service : services) {
            capacity.computeIfPresent(service, (key, before) -> before.giveBack(now));
            announce(service, actor, now);
        }
        return this;
    }

    PracticeSheet sheet() {
        return new PracticeSheet(
                provider, version == null ? 0 : version, revision, offering, taking, capacity, describedAt);
    }

    private void checkPromise(Service service, Integer promised) {
        var field = "capacity." + service.name();
        if (promised < 0) {
            throw Rejected.invalid(field, "capacity-negative", service.name());
        }
        if (promised > MOST_PROMISED) {
            throw Rejected.invalid(field, "capacity-too-large", service.name(), MOST_PROMISED);
        }
        var used = capacity.getOrDefault(service, Capacity.NOT_SAID).used();
        if (promised < used) {
            throw Rejected.invalid(field, "capacity-below-use", service.name(), promised, used);
        }
    }

    /** @return whether the provider takes cases again after a pause: then every service has room from now on */
    private boolean take(Taking next, Instant now) {
        var reopened = taking == Taking.PAUSED && next == Taking.OPEN;
        taking = next;
        if (reopened) {
            capacity.replaceAll(
                    (service, each) -> new Capacity(each.promised(), each.used(), each.mayHaveRoom() ? now : null));
        }
        return reopened;
    }

    private void announce(Service service, Actor actor, Instant now) {
        var current = capacity.getOrDefault(service, Capacity.NOT_SAID);
        registerEvent(new CapacityChanged(provider, service, current.open(), current.promised(), actor, now));
    }
}
