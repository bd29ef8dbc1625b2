package org.amparo.referrals;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * The hours of every night in which nobody is disturbed for what can wait, by the clocks on the wall in Pacific time: a night in which those are
 * changed is an hour shorter or longer.
 *
 * @param from when they begin; in the evening as a rule, so that they end on the next day
 * @param to when they end
 */
public record QuietHours(
        @JsonFormat(pattern = "HH:mm") @Schema(type = "string", example = "21:00")
        LocalTime from,

        @JsonFormat(pattern = "HH:mm") @Schema(type = "string", example = "07:00")
        LocalTime to) {

    /** @throws IllegalArgumentException when they would last all day, or never begin */
    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("quiet hours begin and end at different times");
        }
    }

    /** How long they last in a night in which no clock is changed. */
    public Duration nightly() {
        var lasts = Duration.between(from, to);
        return lasts.isNegative() ? lasts.plusDays(1) : lasts;
    }

    /** As {@link #toString} writes them. */
    public static QuietHours of(String text) {
        var times = text.split("/", 2);
        return new QuietHours(LocalTime.parse(times[0]), LocalTime.parse(times[1]));
    }

    @Override
    public String toString() {
        return from + "/" + to;
    }

    /** One night of them. */
    record Night(Instant begins, Instant ends) {}

    /** When they end, {@code null} when it is not quiet then. */
    public @Nullable Instant until(Instant moment) {
        var night = night(moment);
        return night == null ? null : night.ends();
    }

    /** The night that moment is in. */
    @Nullable
    Night night(Instant moment) {
        var today = moment.atZone(LegalClock.PACIFIC).toLocalDate();
        for (var evening : new LocalDate[] {today.minusDays(1), today}) {
            var begins = evening.atTime(from).atZone(LegalClock.PACIFIC).toInstant();
            var ends = (from.isBefore(to) ? evening : evening.plusDays(1))
                    .atTime(to)
                    .atZone(LegalClock.PACIFIC)
                    .toInstant();
            if (!moment.isBefore(begins) && moment.isBefore(ends)) {
                return new Night(begins, ends);
            }
        }
        return null;
    }

    /** When somebody is told who need not be told at night: now, or in the morning; but now when what they are told of would be over by then. */
    public static Instant toldAt(@Nullable QuietHours quiet, @Nullable Instant over, Instant now) {
        var morning = quiet == null ? null : quiet.until(now);
        return morning == null || over != null && !morning.isBefore(over) ? now : morning;
    }
}
