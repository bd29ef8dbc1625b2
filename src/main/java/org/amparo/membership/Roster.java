package org.amparo.membership;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is on the telephone when, at one moment's knowledge. Weekly shifts go by the clock on the wall, so one that crosses a change to or from
 * daylight saving time is an hour shorter or longer, as it is for the people who work it.
 */
final class Roster {

    static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private static final Duration AHEAD = Duration.ofDays(15);
    private static final Duration BEHIND = Duration.ofDays(2);

    private final Map<OrganizationId, Duration> graces;
    private final Map<MemberId, List<Weekly>> weekly;
    private final Map<MemberId, List<Once>> once;

    Roster(Map<OrganizationId, Duration> graces, Map<MemberId, List<Weekly>> weekly, Map<MemberId, List<Once>> once) {
        this.graces = Map.copyOf(graces);
        this.weekly = Map.copyOf(weekly);
        this.once = Map.copyOf(once);
    }

    static Roster none() {
        return new Roster(Map.of(), Map.of(), Map.of());
    }

    record Weekly(
            DayOfWeek day,
            LocalTime starts,
            LocalTime ends,
            LocalDate from,
            @Nullable LocalDate to) {

        boolean isOn(LocalDate date) {
            return date.getDayOfWeek() == day && !date.isBefore(from) && (to == null || !date.isAfter(to));
        }

        Span on(LocalDate date) {
            var last = ends.isAfter(starts) ? date : date.plusDays(1);
            return new Span(
                    date.atTime(starts).atZone(PACIFIC).toInstant(),
                    last.atTime(ends).atZone(PACIFIC).withLaterOffsetAtOverlap().toInstant());
        }
    }

    record Once(ShiftChangeKind kind, Span span) {}

    record Span(Instant starts, Instant ends) {

        boolean holds(Instant moment) {
            return !moment.isBefore(starts) && moment.isBefore(ends);
        }

        /** What is left of it beside the other. */
        List<Span> without(Span other) {
            if (!other.starts().isBefore(ends) || !starts.isBefore(other.ends())) {
                return List.of(this);
            }
            var left = new ArrayList<Span>();
            if (starts.isBefore(other.starts())) {
                left.add(new Span(starts, other.starts()));
            }
            if (other.ends().isBefore(ends)) {
                left.add(new Span(other.ends(), ends));
            }
            return left;
        }
    }

    Duty duty(MemberId member, OrganizationId organization, Instant now) {
        var grace = graces.get(organization);
        if (grace == null) {
            return Duty.ALWAYS;
        }
        var spans = spans(member, now);
        var next = spans.stream()
                .map(Span::starts)
                .filter(now::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return spans.stream()
                .filter(span -> span.holds(now))
                .map(Span::ends)
                .max(Comparator.naturalOrder())
                .map(end -> new Duty(Duty.State.ON, end, next))
                .or(() -> spans.stream()
                        .filter(span -> new Span(span.ends(), span.ends().plus(grace)).holds(now))
                        .map(span -> span.ends().plus(grace))
                        .max(Comparator.naturalOrder())
                        .map(end -> new Duty(Duty.State.GRACE, end, next)))
                .orElseGet(() -> new Duty(Duty.State.OFF, null, next));
    }

    private List<Span> spans(MemberId member, Instant now) {
        var changes = once.getOrDefault(member, List.of());
        var spans = new ArrayList<Span>();
        var first = LocalDate.ofInstant(now.minus(BEHIND), PACIFIC);
        var last = LocalDate.ofInstant(now.plus(AHEAD), PACIFIC);
        for (var shift : weekly.getOrDefault(member, List.of())) {
            first.datesUntil(last).filter(shift::isOn).map(shift::on).forEach(spans::add);
        }
        for (var change : changes) {
            if (change.kind() == ShiftChangeKind.OFF) {
                var left = spans.stream()
                        .flatMap(span -> span.without(change.span()).stream())
                        .toList();
                spans.clear();
                spans.addAll(left);
            }
        }
        changes.stream()
                .filter(change -> change.kind() == ShiftChangeKind.EXTRA)
                .map(Once::span)
                .forEach(spans::add);
        return spans;
    }
}
