package org.amparo.matching;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** A week of the coalition, Monday to Sunday in Pacific time: what a provider promises for. It is called by its Monday. */
public record Week(LocalDate begins) implements Comparable<Week> {

    public Week {
        if (begins.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException("a week begins on a Monday");
        }
    }

    /** @throws java.time.format.DateTimeParseException when the text is no day */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Week of(String monday) {
        return new Week(LocalDate.parse(monday));
    }

    public static Week of(Instant moment) {
        return of(moment.atZone(OfficeHours.PACIFIC).toLocalDate());
    }

    public static Week of(LocalDate day) {
        return new Week(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    /** Its Sunday. */
    public LocalDate ends() {
        return begins.plusDays(6);
    }

    public Week next() {
        return plus(1);
    }

    Week plus(int weeks) {
        return new Week(begins.plusWeeks(weeks));
    }

    /** Its first moment. */
    Instant starts() {
        return begins.atStartOfDay(OfficeHours.PACIFIC).toInstant();
    }

    /** The moment at which it is over. */
    Instant over() {
        return begins.plusWeeks(1).atStartOfDay(OfficeHours.PACIFIC).toInstant();
    }

    boolean isBefore(Week other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Week other) {
        return begins.compareTo(other.begins);
    }

    @Override
    @JsonValue
    public String toString() {
        return begins.toString();
    }
}
