package org.amparo.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.random.RandomGenerator;

/** When the invented courts sit: Monday to Friday but for federal holidays, from half past eight to half past three, Pacific time. */
final class CourtDays {

    static final LocalTime FIRST = LocalTime.of(8, 30);
    static final LocalTime LAST = LocalTime.of(15, 30);

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final int HALF_HOURS = 15;

    private CourtDays() {}

    /** That day when the court sits on it, else the next one. */
    static LocalDate onOrAfter(LocalDate day) {
        var sitting = day;
        while (!isCourtDay(sitting)) {
            sitting = sitting.plusDays(1);
        }
        return sitting;
    }

    /** A time on the half hour of the first court day from that day on. */
    static Instant hearing(LocalDate from, RandomGenerator random) {
        var time = FIRST.plusMinutes(30L * random.nextInt(HALF_HOURS));
        return onOrAfter(from).atTime(time).atZone(PACIFIC).toInstant();
    }

    static boolean isCourtDay(LocalDate day) {
        var weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && !isHoliday(day);
    }

    /** The eleven days of 5 U.S.C. 6103; one that falls on a weekend is kept on the Friday before or the Monday after. */
    private static boolean isHoliday(LocalDate day) {
        return isFixed(day)
                || day.getDayOfWeek() == DayOfWeek.FRIDAY && isFixed(day.plusDays(1))
                || day.getDayOfWeek() == DayOfWeek.MONDAY && isFixed(day.minusDays(1))
                || isNth(day, Month.JANUARY, 3, DayOfWeek.MONDAY)
                || isNth(day, Month.FEBRUARY, 3, DayOfWeek.MONDAY)
                || isNth(day, Month.MAY, -1, DayOfWeek.MONDAY)
                || isNth(day, Month.SEPTEMBER, 1, DayOfWeek.MONDAY)
                || isNth(day, Month.OCTOBER, 2, DayOfWeek.MONDAY)
                || isNth(day, Month.NOVEMBER, 4, DayOfWeek.THURSDAY);
    }

    private static boolean isFixed(LocalDate day) {
        return switch (day.getMonth()) {
            case JANUARY -> day.getDayOfMonth() == 1;
            case JUNE -> day.getDayOfMonth() == 19;
            case JULY -> day.getDayOfMonth() == 4;
            case NOVEMBER -> day.getDayOfMonth() == 11;
            case DECEMBER -> day.getDayOfMonth() == 25;
            default -> false;
        };
    }

    private static boolean isNth(LocalDate day, Month month, int ordinal, DayOfWeek weekday) {
        return day.getMonth() == month && day.equals(day.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday)));
    }
}
