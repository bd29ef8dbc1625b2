package org.amparo.matching;

import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * A quarter of a year, Pacific time. Written {@code 2026-Q3}.
 *
 * @param from its first day
 */
public record Quarter(LocalDate from) {

    private static final Pattern FORM = Pattern.compile("(20\\d\\d)-Q([1-4])");

    /** @throws IllegalArgumentException when no quarter begins on that day */
    public Quarter {
        if (from.getDayOfMonth() != 1 || from.getMonthValue() % 3 != 1) {
            throw new IllegalArgumentException("not the first day of a quarter");
        }
    }

    /** @throws IllegalArgumentException when the text is no quarter */
    public static Quarter of(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("not a quarter");
        }
        return new Quarter(LocalDate.of(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)) * 3 - 2, 1));
    }

    static Quarter of(LocalDate day) {
        return new Quarter(LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1));
    }

    public Quarter before() {
        return new Quarter(from.minusMonths(3));
    }

    /** The day after its last. */
    public LocalDate to() {
        return from.plusMonths(3);
    }

    public int number() {
        return from.getMonthValue() / 3 + 1;
    }

    Instant begins() {
        return from.atStartOfDay(OfficeHours.PACIFIC).toInstant();
    }

    Instant ends() {
        return to().atStartOfDay(OfficeHours.PACIFIC).toInstant();
    }

    @Override
    public String toString() {
        return from.getYear() + "-Q" + number();
    }
}
