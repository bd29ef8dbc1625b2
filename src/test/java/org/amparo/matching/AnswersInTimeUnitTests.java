package org.amparo.matching;

import static org.amparo.matching.Given.NOW;
import static org.amparo.matching.Given.TODAY;
import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
import org.junit.jupiter.api.Test;

/** The promised answer against the legal clock. */
class AnswersInTimeUnitTests {

    private static final OrganizationId PROVIDER = organization(1);

    private final Policy policy = new AnswersInTime();

    @Test
    void passesWithoutADeadline() {
        assertVerdict(policy.judge(facts().situation(), practicing().by(PROVIDER)), Finding.PASS, "deadline.in-time");
    }

    @Test
    void failsWhenTheAnswerComesAfterTheRemovalIsFeared() {
        var situation = facts().removal(NOW.plus(Duration.ofHours(1))).situation();
        assertVerdict(policy.judge(situation, practicing().by(PROVIDER)), Finding.FAIL, "deadline.too-late");
    }

    @Test
    void failsWhenTheAnswerComesOnTheDayOfTheHearing() {
        var situation = facts().hearing(TODAY.plusDays(1)).situation();
        var slow = practicing().answers(Map.of(Urgency.U1, 24 * 60)).by(PROVIDER);
        assertVerdict(policy.judge(situation, slow), Finding.FAIL, "deadline.too-late");
    }

    /** The hearing's day begins at midnight, 14 hours from now; an office is open up to seven hours from now, and an answer at its end is in time. */
    @Test
    void saysWhichPromiseWouldHaveBeenInTime() {
        var situation = facts().hearing(TODAY.plusDays(1)).situation();
        var office = policy.judge(
                situation,
                practicing().with().answers(Map.of(Urgency.U1, 24 * 60)).by(PROVIDER));
        assertThat(office.arguments().getLast()).isEqualTo(Argument.of(Argument.Kind.MINUTES, 7 * 60 - 1));
        var aroundTheClock = policy.judge(
                situation,
                practicing()
                        .with(Arrangement.AROUND_THE_CLOCK)
                        .answers(Map.of(Urgency.U1, 24 * 60))
                        .by(PROVIDER));
        assertThat(aroundTheClock.arguments().getLast()).isEqualTo(Argument.of(Argument.Kind.MINUTES, 14 * 60));
    }

    @Test
    void saysThatNoPromiseWouldHaveBeenInTime() {
        var night = facts().removal(NOW.plus(Duration.ofSeconds(30))).situation();
        assertThat(policy.judge(night, practicing().by(PROVIDER)).arguments().getLast())
                .isEqualTo(Argument.of(Argument.Kind.MINUTES, 0));
    }

    @Test
    void aHearingThatIsOverLimitsNothing() {
        var situation = facts().hearing(TODAY.minusDays(1)).situation();
        assertVerdict(policy.judge(situation, practicing().by(PROVIDER)), Finding.PASS, "deadline.in-time");
    }

    @Test
    void isUnknownWithoutAPromise() {
        var candidate = practicing().answers(Map.of()).by(PROVIDER);
        assertVerdict(policy.judge(facts().situation(), candidate), Finding.UNKNOWN, "deadline.not-said");
    }

    @Test
    void atNightTheTimeOfAnOfficeStartsInTheMorning() {
        var offering = practicing().with().offering();
        var fridayEvening = Instant.parse("2026-03-07T02:00:00Z"); // six in the evening, Pacific time
        assertThat(OfficeHours.answeredBy(offering, 120, fridayEvening))
                .isEqualTo(Instant.parse("2026-03-09T18:00:00Z")); // Monday at eleven, summer time has begun
    }

    @Test
    void anAnswerThatWouldComeAtNightWaitsForTheMorning() {
        var offering = practicing().with().offering();
        assertThat(OfficeHours.answeredBy(offering, 9 * 60, NOW)).isEqualTo(Instant.parse("2026-03-05T17:00:00Z"));
    }

    @Test
    void aroundTheClockEveryMinuteCounts() {
        var offering = practicing().with(Arrangement.AROUND_THE_CLOCK).offering();
        var saturday = Instant.parse("2026-03-07T20:00:00Z");
        assertThat(OfficeHours.answeredBy(offering, 30, saturday)).isEqualTo(saturday.plusSeconds(1800));
    }

    @Test
    void aHolidayShiftsTheAnswerToTheNextDayItIsOpen() {
        var offering = practicing()
                .with()
                .closedOn(TODAY.plusDays(1), TODAY.plusDays(2))
                .offering();
        // Wednesday, ten in the morning: Thursday and Friday are holidays, then comes the weekend
        assertThat(OfficeHours.answeredBy(offering, 9 * 60, NOW)).isEqualTo(Instant.parse("2026-03-09T16:00:00Z"));
        var thursday = Instant.parse("2026-03-05T18:00:00Z");
        assertThat(OfficeHours.answeredBy(offering, 60, thursday)).isEqualTo(Instant.parse("2026-03-09T17:00:00Z"));
    }

    @Test
    void aHolidayChangesNothingForWhoAnswersAroundTheClock() {
        var offering =
                practicing().with(Arrangement.AROUND_THE_CLOCK).closedOn(TODAY).offering();
        assertThat(OfficeHours.answeredBy(offering, 60, NOW)).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    private static void assertVerdict(Verdict verdict, Finding finding, String reason) {
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.finding()).isEqualTo(finding);
    }
}
