package org.amparo.matching;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The room of a provider for one service at one moment, as rules, plan and pages read it: that of the week where it promises week by week, else
 * its standing room.
 *
 * @param promised {@code null} when it has not said
 * @param used how much of it is in use
 * @param limits for whom it is
 * @param saidFull whether it has answered this week that there is no room
 * @param since when room appeared, {@code null} while there is none or when it was always there
 */
record Room(
        Rooming rooming,
        @Nullable Integer promised,
        int used,
        Limits limits,
        boolean saidFull,
        @Nullable Instant since) {

    static Room standing(Capacity capacity, Promise week) {
        return new Room(
                Rooming.STANDING,
                capacity.promised(),
                capacity.used(),
                Limits.NONE,
                week.fullSince() != null,
                later(capacity.roomSince(), week.roomSince()));
    }

    static Room ofWeek(Promise week) {
        return new Room(
                Rooming.BY_WEEK,
                week.promised(),
                week.used(),
                week.limits(),
                week.fullSince() != null,
                week.roomSince());
    }

    /** @return cases it could still take, {@code null} when it has not said */
    @Nullable
    Integer open() {
        if (saidFull) {
            return 0;
        }
        return promised == null ? null : (Integer) Math.max(0, promised - used);
    }

    boolean mayHaveRoom() {
        var open = open();
        return open == null || open > 0;
    }

    /** Whether room appeared with what was told at that moment. The database knows microseconds. */
    boolean appearedAt(Instant told) {
        return since != null && !since.isBefore(told.truncatedTo(ChronoUnit.MICROS));
    }

    /** Whether the case is one of those the room is for. */
    boolean isFor(Situation situation, Offering offering) {
        return limits.fit(situation.facts(), situation.fieldOffice(), offering);
    }

    /** Whether a provider has said the same of it as of the other, whatever is in use. */
    boolean saysTheSameAs(Room other) {
        return rooming == other.rooming
                && Objects.equals(promised, other.promised)
                && limits.equals(other.limits)
                && saidFull == other.saidFull;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
