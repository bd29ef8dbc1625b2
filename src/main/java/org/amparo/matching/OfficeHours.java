package org.amparo.matching;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/** When a provider that is not there around the clock is there: Monday to Friday, 9 to 17, Pacific time, but for its holidays. */
final class OfficeHours {

    static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(17, 0);

    private OfficeHours() {}

    /** When an answer promised within these minutes is there at the latest, asked at that moment. */
    static Instant answeredBy(Offering offering, int minutes, Instant asked) {
        var time = Duration.ofMinutes(minutes);
        if (offering.has(Arrangement.AROUND_THE_CLOCK)) {
            return asked.plus(time);
        }
        var holidays = offering.holidays();
        return nextOfficeHour(nextOfficeHour(asked, holidays).plus(time), holidays);
    }

    private static Instant nextOfficeHour(Instant moment, Set<LocalDate> holidays) {
        var local = moment.atZone(PACIFIC);
        if (isWorkday(local, holidays)
                && !local.toLocalTime().isBefore(OPENS)
                && local.toLocalTime().isBefore(CLOSES)) {
            return moment;
        }
        var day = local.toLocalTime().isBefore(OPENS) ? local : local.plusDays(1);
        while (!isWorkday(day, holidays)) {
            day = day.plusDays(1);
        }
        return day.with(OPENS).toInstant();
    }

    private static boolean isWorkday(ZonedDateTime day, Set<LocalDate> holidays) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day.toLocalDate());
    }
}
