package org.amparo.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.amparo.kernel.Personal;
import org.jspecify.annotations.Nullable;

/**
 * A date as far as somebody knows it: the year, the year and month, or all of it, and possibly only about.
 *
 * @param month 1 to 12, or {@code null} when only the year is known
 * @param day day of the month, or {@code null} when not known; a day needs its month
 * @param about whether it is an estimate
 */
public record PartialDate(
        int year, @Nullable Integer month, @Nullable Integer day, boolean about) implements Personal, Serializable {

    private static final Pattern FORM = Pattern.compile("(~?)(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

    /** @throws IllegalArgumentException when there is no such date, or a day without its month */
    public PartialDate {
        if (day != null && month == null) {
            throw new IllegalArgumentException("a day needs its month");
        }
        earliest(year, month, day);
    }

    /**
     * Reads what {@link #reveal()} writes.
     *
     * @throws IllegalArgumentException when the text is no such date
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PartialDate of(String text) {
        var matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no such date");
        }
        return new PartialDate(
                Integer.parseInt(matcher.group(2)),
                matcher.group(3) == null ? null : Integer.valueOf(matcher.group(3)),
                matcher.group(4) == null ? null : Integer.valueOf(matcher.group(4)),
                !matcher.group(1).isEmpty());
    }

    public static PartialDate of(LocalDate date) {
        return new PartialDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth(), false);
    }

    public static PartialDate year(int year) {
        return new PartialDate(year, null, null, false);
    }

    public static PartialDate about(int year) {
        return new PartialDate(year, null, null, true);
    }

    /** The day itself, when all of it is known and it is no estimate. */
    public Optional<LocalDate> exact() {
        return month == null || day == null || about ? Optional.empty() : Optional.of(LocalDate.of(year, month, day));
    }

    /** The earliest day it could be. */
    public LocalDate earliest() {
        return earliest(year, month, day);
    }

    private static LocalDate earliest(int year, @Nullable Integer month, @Nullable Integer day) {
        try {
            return LocalDate.of(year, month == null ? 1 : month, day == null ? 1 : day);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no such date", e);
        }
    }

    /** ISO 8601, as precise as it is known: {@code 1990}, {@code 1990-04} or {@code 1990-04-23}, after {@code ~} when about. */
    public String reveal() {
        var text = new StringBuilder(about ? "~" : "").append("%04d".formatted(year));
        if (month != null) {
            text.append("-%02d".formatted(month));
        }
        if (day != null) {
            text.append("-%02d".formatted(day));
        }
        return text.toString();
    }

    @Override
    @JsonValue
    public String toString() {
        return SEALED;
    }
}
