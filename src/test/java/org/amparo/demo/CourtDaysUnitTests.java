package org.amparo.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourtDaysUnitTests {

    @ParameterizedTest
    @CsvSource({
        "2026-11-21, a Saturday, 2026-11-23",
        "2026-11-22, a Sunday, 2026-11-23",
        "2026-11-26, Thanksgiving, 2026-11-27",
        "2026-11-11, Veterans Day, 2026-11-12",
        "2026-12-25, Christmas before a weekend, 2026-12-28",
        "2027-01-01, New Year before a weekend, 2027-01-04",
        "2026-07-03, the Fourth kept on a Friday, 2026-07-06",
        "2021-12-31, New Year kept on a Friday, 2022-01-03",
        "2027-07-05, the Fourth kept on a Monday, 2027-07-06",
        "2026-01-19, Martin Luther King, 2026-01-20",
        "2026-02-16, Washington, 2026-02-17",
        "2026-05-25, Memorial Day, 2026-05-26",
        "2026-06-19, Juneteenth, 2026-06-22",
        "2026-09-07, Labor Day, 2026-09-08",
        "2026-10-12, Columbus Day, 2026-10-13",
        "2026-11-24, an ordinary Tuesday, 2026-11-24"
    })
    void sitsOnThatDayOrTheNextOneItCan(LocalDate day, String what, LocalDate sitting) {
        assertThat(CourtDays.onOrAfter(day)).as(what).isEqualTo(sitting);
    }

    @Test
    void hearsInTheHoursOfTheCourtInWinterAndInSummer() {
        var random = new SplittableRandom(7);
        var days = Stream.iterate(LocalDate.of(2025, 5, 1), day -> day.plusDays(1))
                .limit(600)
                .toList();
        assertThat(days).allSatisfy(day -> {
            var hearing = CourtDays.hearing(day, random).atZone(ZoneId.of("America/Los_Angeles"));
            assertThat(CourtDays.isCourtDay(hearing.toLocalDate())).isTrue();
            assertThat(hearing.toLocalTime()).isBetween(CourtDays.FIRST, CourtDays.LAST);
            assertThat(hearing.toLocalDate()).isBetween(day, day.plusDays(5));
        });
        assertThat(days.stream()
                        .map(day -> CourtDays.hearing(day, random)
                                .atZone(ZoneId.of("America/Los_Angeles"))
                                .toLocalTime()))
                .contains(CourtDays.FIRST, CourtDays.LAST);
    }
}
