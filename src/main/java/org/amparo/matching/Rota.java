package org.amparo.matching;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * Who of a provider's people is on call: asked first when an offer comes. Born when the provider first plans it, planned anew whenever it likes, a whole
 * at a time; what is over is forgotten. Somebody's turn is a week; somebody else may stand in for a day. On a holiday of the provider nobody is on
 * call but who stands in. Whom of its people an offer reaches does not depend on it: a provider's own rota keeps nobody waiting.
 */
@Entity
@Table(schema = "matching", name = "rota")
class Rota extends AbstractAggregateRoot<Rota> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private OrganizationId provider;

    @Version
    private @Nullable Long version;

    private int revision;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private List<Turn> weeks = List.of();

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class) // replaced, never changed in place
    private List<Turn> days = List.of();

    /** @param from the day, or the Monday of the week */
    record Turn(@JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate from, MemberId member) {}

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Rota() {}

    Rota(OrganizationId provider) {
        this.provider = provider;
    }

    /** @throws Rejected as stale, when somebody else planned since the person looked */
    Rota expect(@Nullable Integer seen) {
        if (seen != null && seen != revision) {
            throw Rejected.stale();
        }
        return this;
    }

    Rota plan(Map<Week, MemberId> weeks, Map<LocalDate, MemberId> days, Actor actor, Instant now) {
        var today = now.atZone(OfficeHours.PACIFIC).toLocalDate();
        var week = Week.of(today);
        this.weeks = weeks.entrySet().stream()
                .filter(turn -> !turn.getKey().isBefore(week))
                .map(turn -> new Turn(turn.getKey().begins(), turn.getValue()))
                .sorted(Comparator.comparing(Turn::from))
                .toList();
        this.days = days.entrySet().stream()
                .filter(turn -> !turn.getKey().isBefore(today))
                .map(turn -> new Turn(turn.getKey(), turn.getValue()))
                .sorted(Comparator.comparing(Turn::from))
                .toList();
        this.revision++;
        registerEvent(new RotaPlanned(provider, actor, now));
        return this;
    }

    /** Who is on call on a day: who stands in, or on no holiday whose week it is. */
    Optional<MemberId> onCall(LocalDate day, Offering offering) {
        var standIn = find(days, day);
        if (standIn.isPresent() || offering.holidays().contains(day)) {
            return standIn;
        }
        return find(weeks, Week.of(day).begins());
    }

    private static Optional<MemberId> find(List<Turn> turns, LocalDate from) {
        return turns.stream()
                .filter(turn -> turn.from().equals(from))
                .map(Turn::member)
                .findFirst();
    }

    OrganizationId provider() {
        return provider;
    }

    int revision() {
        return revision;
    }

    List<Turn> weeks() {
        return weeks;
    }

    List<Turn> days() {
        return days;
    }
}
