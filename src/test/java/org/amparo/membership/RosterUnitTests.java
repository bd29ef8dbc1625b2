package org.amparo.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RosterUnitTests {

    private final OrganizationId hotline = OrganizationId.create();
    private final MemberId vera = MemberId.create();
    private final List<Roster.Weekly> weekly = new ArrayList<>();
    private final List<Roster.Once> once = new ArrayList<>();

    @Test
    void letsEverybodyActWhereNobodyAskedForShifts() {
        assertThat(Roster.none().duty(vera, hotline, at("2026-03-10T03:00"))).isEqualTo(Duty.ALWAYS);
    }

    @Test
    void isOnDutyFromTheFirstMinuteToTheLast() {
        every(DayOfWeek.TUESDAY, "16:00", "20:00");
        assertThat(state("2026-03-10T15:59")).isEqualTo(Duty.State.OFF);
        assertThat(state("2026-03-10T16:00")).isEqualTo(Duty.State.ON);
        assertThat(state("2026-03-10T19:59")).isEqualTo(Duty.State.ON);
        assertThat(state("2026-03-10T20:00")).isEqualTo(Duty.State.GRACE);
        assertThat(state("2026-03-10T20:29")).isEqualTo(Duty.State.GRACE);
        assertThat(state("2026-03-10T20:30")).isEqualTo(Duty.State.OFF);
    }

    @Test
    void saysWhenItEndsAndWhenTheNextBegins() {
        every(DayOfWeek.TUESDAY, "16:00", "20:00");
        assertThat(duty("2026-03-10T17:00"))
                .isEqualTo(new Duty(Duty.State.ON, at("2026-03-10T20:00"), at("2026-03-17T16:00")));
        assertThat(duty("2026-03-11T17:00")).isEqualTo(new Duty(Duty.State.OFF, null, at("2026-03-17T16:00")));
    }

    @Test
    void goesOnPastMidnight() {
        every(DayOfWeek.SATURDAY, "22:00", "02:00");
        assertThat(state("2026-03-15T01:30")).isEqualTo(Duty.State.ON);
        assertThat(state("2026-03-14T01:30")).isEqualTo(Duty.State.OFF);
    }

    /** On 8 March 2026 clocks in California went from 2 to 3; on 1 November they go from 2 back to 1. */
    @Test
    void goesByTheClockOnTheWallWhenClocksChange() {
        every(DayOfWeek.SATURDAY, "22:00", "06:00");
        assertThat(duty("2026-03-07T23:00").until()).isEqualTo(Instant.parse("2026-03-08T13:00:00Z"));
        assertThat(Duration.between(
                        at("2026-03-07T22:00"), duty("2026-03-07T23:00").until()))
                .isEqualTo(Duration.ofHours(7));
        assertThat(Duration.between(
                        at("2026-10-31T22:00"), duty("2026-10-31T23:00").until()))
                .isEqualTo(Duration.ofHours(9));
        every(DayOfWeek.SUNDAY, "09:00", "10:00");
        assertThat(state("2026-03-08T09:30")).isEqualTo(Duty.State.ON);
        assertThat(state("2026-11-01T09:30")).isEqualTo(Duty.State.ON);
    }

    @Test
    void doesNotLoseTheHourThatComesTwice() {
        every(DayOfWeek.SUNDAY, "00:00", "01:30");
        assertThat(duty("2026-11-01T00:30").until()).isEqualTo(Instant.parse("2026-11-01T09:30:00Z"));
    }

    @Test
    void takesAShiftAwayOnceAndGivesItToWhoeverStandsIn() {
        every(DayOfWeek.TUESDAY, "16:00", "20:00");
        once(ShiftChangeKind.OFF, "2026-03-10T18:00", "2026-03-10T20:00");
        assertThat(state("2026-03-10T17:59")).isEqualTo(Duty.State.ON);
        assertThat(state("2026-03-10T18:10")).isEqualTo(Duty.State.GRACE);
        assertThat(state("2026-03-10T19:00")).isEqualTo(Duty.State.OFF);
        assertThat(state("2026-03-17T19:00")).isEqualTo(Duty.State.ON);

        once(ShiftChangeKind.EXTRA, "2026-03-12T10:00", "2026-03-12T12:00");
        assertThat(state("2026-03-12T11:00")).isEqualTo(Duty.State.ON);
        assertThat(duty("2026-03-11T11:00").next()).isEqualTo(at("2026-03-12T10:00"));
    }

    @Test
    void beginsAndEndsWithItsDays() {
        weekly.add(new Roster.Weekly(
                DayOfWeek.TUESDAY,
                LocalTime.of(16, 0),
                LocalTime.of(20, 0),
                LocalDate.of(2026, 3, 10),
                LocalDate.of(2026, 3, 17)));
        assertThat(state("2026-03-03T17:00")).isEqualTo(Duty.State.OFF);
        assertThat(state("2026-03-17T17:00")).isEqualTo(Duty.State.ON);
        assertThat(state("2026-03-24T17:00")).isEqualTo(Duty.State.OFF);
    }

    @Test
    void lastsAWholeDayWhenItEndsAsItBegins() {
        every(DayOfWeek.TUESDAY, "08:00", "08:00");
        assertThat(state("2026-03-11T07:59")).isEqualTo(Duty.State.ON);
    }

    private void every(DayOfWeek day, String starts, String ends) {
        weekly.add(
                new Roster.Weekly(day, LocalTime.parse(starts), LocalTime.parse(ends), LocalDate.of(2026, 1, 1), null));
    }

    private void once(ShiftChangeKind kind, String starts, String ends) {
        once.add(new Roster.Once(kind, new Roster.Span(at(starts), at(ends))));
    }

    private Duty.State state(String pacific) {
        return duty(pacific).state();
    }

    private Duty duty(String pacific) {
        return new Roster(
                        Map.of(hotline, Duration.ofMinutes(30)),
                        Map.of(vera, List.copyOf(weekly)),
                        Map.of(vera, List.copyOf(once)))
                .duty(vera, hotline, at(pacific));
    }

    private static Instant at(String pacific) {
        return LocalDateTime.parse(pacific).atZone(Roster.PACIFIC).toInstant();
    }
}
