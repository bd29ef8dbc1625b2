package org.amparo.matching;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A practice as it was at one moment, to read without a database.
 *
 * @param capacity the standing room
 * @param byWeekSince from which week on the provider promises week by week, {@code null} when it says a standing room
 * @param weeks what it said of weeks, the last few and those to come
 * @param week the one whose promises count, see {@link #at}
 * @param describedAt {@code null} when nothing was ever said
 */
record PracticeSheet(
        OrganizationId provider,
        long version,
        int revision,
        Offering offering,
        Taking taking,
        Map<Service, Capacity> capacity,
        @Nullable Week byWeekSince,
        List<PromisedWeek> weeks,
        PromisedWeek week,
        @Nullable Instant describedAt) {

    private static final PromisedWeek NO_WEEK = PromisedWeek.blank(Week.of(Instant.EPOCH));

    PracticeSheet {
        capacity = Map.copyOf(capacity);
        weeks = List.copyOf(weeks);
    }

    /** With a standing room only. */
    PracticeSheet(
            OrganizationId provider,
            long version,
            int revision,
            Offering offering,
            Taking taking,
            Map<Service, Capacity> capacity,
            @Nullable Instant describedAt) {
        this(provider, version, revision, offering, taking, capacity, null, List.of(), NO_WEEK, describedAt);
    }

    static PracticeSheet blank(OrganizationId provider) {
        return new PracticeSheet(provider, -1, 0, Offering.nothing(), Taking.OPEN, Map.of(), null);
    }

    /** The same practice as it stands in that week. */
    PracticeSheet at(Week then) {
        if (byWeekSince == null && weeks.isEmpty() || week.week().equals(then)) {
            return this;
        }
        return new PracticeSheet(
                provider, version, revision, offering, taking, capacity, byWeekSince, weeks, week(then), describedAt);
    }

    PromisedWeek week(Week wanted) {
        for (var each : weeks) {
            if (each.week().equals(wanted)) {
                return each;
            }
        }
        return PromisedWeek.blank(wanted);
    }

    /** The last week before that one of which it said something. */
    Optional<PromisedWeek> lastAnsweredBefore(Week next) {
        return weeks.stream()
                .filter(each -> each.answered() && each.week().isBefore(next))
                .max(Comparator.comparing(PromisedWeek::week));
    }

    boolean described() {
        return describedAt != null;
    }

    /** How it says its room, if only from the next week on. */
    Rooming saysRoom() {
        return byWeekSince == null ? Rooming.STANDING : Rooming.BY_WEEK;
    }

    /** What counts in this week. */
    Rooming rooming() {
        return byWeekSince == null || week.week().isBefore(byWeekSince) ? Rooming.STANDING : Rooming.BY_WEEK;
    }

    /** The room that counts. */
    Room room(Service service) {
        var promise = week.promise(service);
        return rooming() == Rooming.BY_WEEK ? Room.ofWeek(promise) : Room.standing(capacity(service), promise);
    }

    /** The standing room. */
    Capacity capacity(Service service) {
        return capacity.getOrDefault(service, Capacity.NOT_SAID);
    }
}
