package org.amparo.matching;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.intake.CaseFacts;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.Proposal;
import org.amparo.referrals.Route;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * How every provider stood for one round of a case, with all reasons. Born when the round is first drawn, after the commit of what
 * brought it; drawn again, whole, whenever facts, answers or practices change while the round waits; kept as it was when the round is
 * placed or closed, so that anybody can be told why.
 */
@Entity
@Table(schema = "matching", name = "shortlist")
class Shortlist extends AbstractAggregateRoot<Shortlist> {

    @EmbeddedId
    private ShortlistId id;

    @Version
    private @Nullable Long version;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private StoredEntries entries = StoredEntries.NONE;

    @Transient
    private @Nullable List<Entry> ranked;

    @Enumerated(EnumType.STRING)
    private Route route = Route.IN_ORDER;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private List<UUID> onCall = List.of();

    private int settingsVersion;

    private int rulesVersion = RulesOfDay.ALL.version();

    private Instant drawnAt = Instant.EPOCH;

    @Enumerated(EnumType.STRING)
    private @Nullable UnmetCause cause;

    @Enumerated(EnumType.STRING)
    private @Nullable UnmetCause toldCause;

    @Enumerated(EnumType.STRING)
    private @Nullable Unfunded unfunded;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Shortlist() {}

    Shortlist(ShortlistId id) {
        this.id = id;
    }

    /** Puts the order just found in place of the last one, and announces it. That nobody can take the case is told once for each cause, and only of a case that may be offered. */
    Shortlist draw(
            List<Entry> ranked,
            CaseFacts facts,
            RoutingSettings settings,
            RulesOfDay rules,
            Set<OrganizationId> onCall,
            Actor actor,
            Instant now) {
        var hadProposals = !proposals().isEmpty();
        entries = StoredEntries.of(ranked);
        this.ranked = List.copyOf(ranked);
        route = settings.route(facts.urgency());
        this.onCall = onCall.stream().map(OrganizationId::value).sorted().toList();
        settingsVersion = settings.version();
        rulesVersion = rules.version();
        drawnAt = now;
        cause = UnmetCauses.of(ranked);
        unfunded = Unfunded.of(ranked);
        var proposals = proposals();
        if (version == null || hadProposals || !proposals.isEmpty()) {
            registerEvent(new ShortlistDrawn(
                    id.caseFile(), id.round(), proposals, route, settings.terms(), onCall, actor, now));
        }
        if (cause == null) {
            toldCause = null;
        } else if (facts.consented() && cause != toldCause) {
            toldCause = cause;
            registerEvent(new NoProviderFound(
                    id.caseFile(), id.round(), cause, Unfunded.shutOutBy(ranked), facts.urgency(), actor, now));
        }
        return this;
    }

    List<Proposal> proposals() {
        return entries.lines().stream()
                .filter(line -> line.eligibility() != Eligibility.EXCLUDED)
                .map(line -> new Proposal(line.provider(), line.fund()))
                .toList();
    }

    ShortlistId id() {
        return id;
    }

    List<Entry> entries() {
        if (ranked == null) {
            ranked = List.copyOf(entries.entries());
        }
        return ranked;
    }

    Route route() {
        return route;
    }

    /** Who was asked before the others for having somebody on call. */
    Set<OrganizationId> onCall() {
        return onCall.stream().map(OrganizationId::new).collect(Collectors.toUnmodifiableSet());
    }

    int settingsVersion() {
        return settingsVersion;
    }

    int rulesVersion() {
        return rulesVersion;
    }

    Instant drawnAt() {
        return drawnAt;
    }

    /** The cause that was told last, {@code null} when somebody can take the case or nothing was told. */
    @Nullable
    UnmetCause toldCause() {
        return toldCause;
    }

    /** Whether nothing but money is missing, {@code null} when nothing is or something else. */
    @Nullable
    Unfunded unfunded() {
        return unfunded;
    }

    @Nullable
    UnmetCause cause() {
        return cause;
    }
}
