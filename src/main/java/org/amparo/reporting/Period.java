package org.amparo.reporting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A period figures are published for: a calendar month, quarter or year in Pacific time, and nothing else, so that nobody subtracts
 * one report from another. Written {@code 2026-07}, {@code 2026-Q3} or {@code 2026}.
 *
 * @param from its first day
 */
public record Period(Grain grain, LocalDate from) {

    /** The calendar the coalition lives by. */
    public static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    private static final Pattern FORM = Pattern.compile("(20\\d\\d)(?:-(?:(\\d\\d)|Q([1-4])))?");

    /** How long a period is. */
    public enum Grain {
        MONTH(1),
        QUARTER(3),
        YEAR(12);

        private final int months;

        Grain(int months) {
            this.months = months;
        }
    }

    /** @throws IllegalArgumentException when such a period does not begin on that day */
    public Period {
        if (from.getDayOfMonth() != 1 || (from.getMonthValue() - 1) % grain.months != 0) {
            throw new IllegalArgumentException("not the first day of a " + grain);
        }
    }

    /** @throws IllegalArgumentException when the text is no period */
    public static Period of(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("not a period");
        }
        try {
            var year = Integer.parseInt(form.group(1));
            if (form.group(2) != null) {
                return new Period(Grain.MONTH, LocalDate.of(year, Integer.parseInt(form.group(2)), 1));
            }
            if (form.group(3) != null) {
                return new Period(Grain.QUARTER, LocalDate.of(year, Integer.parseInt(form.group(3)) * 3 - 2, 1));
            }
            return new Period(Grain.YEAR, LocalDate.of(year, 1, 1));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a period", e);
        }
    }

    public static Period month(LocalDate day) {
        return new Period(Grain.MONTH, day.withDayOfMonth(1));
    }

    public static Period quarter(LocalDate day) {
        return new Period(Grain.QUARTER, LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1));
    }

    public static Period year(int year) {
        return new Period(Grain.YEAR, Year.of(year).atDay(1));
    }

    /** First day of the month that moment falls in, Pacific time. */
    static LocalDate monthOf(Instant moment) {
        return moment.atZone(ZONE).toLocalDate().withDayOfMonth(1);
    }

    /** The day after its last. */
    public LocalDate to() {
        return from.plusMonths(grain.months);
    }

    public int year() {
        return from.getYear();
    }

    /** The first days of its months. */
    List<LocalDate> months() {
        return IntStream.range(0, grain.months).mapToObj(from::plusMonths).toList();
    }

    /** Whether the period still runs, or has not begun, on that day. */
    public boolean isOpenOn(LocalDate day) {
        return day.isBefore(to());
    }

    public Period before() {
        return new Period(grain, from.minusMonths(grain.months));
    }

    public Period after() {
        return new Period(grain, to());
    }

    /** Its quarter counted from one. */
    public int quarterOfYear() {
        return (from.getMonthValue() + 2) / 3;
    }

    @Override
    public String toString() {
        return switch (grain) {
            case MONTH -> YearMonth.from(from).toString();
            case QUARTER -> from.getYear() + "-Q" + quarterOfYear();
            case YEAR -> String.valueOf(from.getYear());
        };
    }
}
