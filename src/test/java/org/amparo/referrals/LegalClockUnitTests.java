package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.amparo.kernel.Urgency;
import org.amparo.support.TestCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegalClockUnitTests {

    /** Tuesday, 10 March 2026, 10 in the morning Pacific time. */
    private static final Instant NOW = MovableClock.START;

    private final LegalClock clock = new LegalClock(new TestCatalog(), new ReferralSettings(3, Duration.ofHours(1)));

    @ParameterizedTest
    @CsvSource({"U0, PT2H", "U1, PT24H", "U2, PT72H", "U3, PT168H"})
    void givesTheTimePromisedForTheUrgency(Urgency urgency, Duration promised) {
        var due = clock.answerDue(Cases.facts().urgency(urgency).build(), NOW);

        assertThat(due).isEqualTo(new LegalClock.Due(NOW.plus(promised), DueReason.ANSWER_TIME));
    }

    @Test
    void endsWhenTheDayOfTheHearingBeginsInCalifornia() {
        var due = clock.answerDue(
                Cases.facts()
                        .urgency(Urgency.U3)
                        .hearing(LocalDate.of(2026, 3, 12))
                        .build(),
                NOW);

        assertThat(due).isEqualTo(new LegalClock.Due(Instant.parse("2026-03-12T07:00:00Z"), DueReason.HEARING));
    }

    @Test
    void endsWhenRemovalIsFeared() {
        var fear = NOW.plus(Duration.ofHours(5));
        var due = clock.answerDue(Cases.facts().removalFrom(fear).build(), NOW);

        assertThat(due).isEqualTo(new LegalClock.Due(fear, DueReason.REMOVAL_RISK));
    }

    @Test
    void neverOutlivesAConsentThatThePersonHasNotRatified() {
        var lastDay = LocalDate.of(2026, 3, 10);
        var facts = Cases.facts().urgency(Urgency.U3).consentUntil(lastDay).build();
        var midnight = Instant.parse("2026-03-11T07:00:00Z");

        assertThat(clock.answerDue(facts, NOW)).isEqualTo(new LegalClock.Due(midnight, DueReason.CONSENT));
        assertThat(clock.answerDue(facts, midnight.minusSeconds(60)).at())
                .as("not even by the least time for an answer")
                .isEqualTo(midnight);
    }

    @Test
    void takesTheEarliestOfAll() {
        var due = clock.answerDue(
                Cases.facts()
                        .urgency(Urgency.U2)
                        .hearing(LocalDate.of(2026, 3, 12))
                        .removalFrom(NOW.plus(Duration.ofHours(60)))
                        .build(),
                NOW);

        assertThat(due.because()).isEqualTo(DueReason.HEARING);
    }

    @Test
    void leavesAnHourWhenTheHearingIsToday() {
        var due =
                clock.answerDue(Cases.facts().hearing(LocalDate.of(2026, 3, 10)).build(), NOW);

        assertThat(due).isEqualTo(new LegalClock.Due(NOW.plus(Duration.ofHours(1)), DueReason.HEARING));
    }

    @Test
    void leavesAnHourWhenRemovalWasFearedBeforeNow() {
        var due = clock.answerDue(
                Cases.facts()
                        .urgency(Urgency.U0)
                        .removalFrom(NOW.minusSeconds(60))
                        .build(),
                NOW);

        assertThat(due).isEqualTo(new LegalClock.Due(NOW.plus(Duration.ofHours(1)), DueReason.REMOVAL_RISK));
    }

    @Test
    void neverGivesMoreThanWasPromised() {
        var generous = new LegalClock(new TestCatalog(), new ReferralSettings(3, Duration.ofHours(8)));

        assertThat(generous.answerDue(
                                Cases.facts()
                                        .urgency(Urgency.U0)
                                        .removalFrom(NOW)
                                        .build(),
                                NOW)
                        .at())
                .isEqualTo(NOW.plus(Duration.ofHours(2)));
    }

    @Test
    void isNotLimitedByTheHearingOfYesterday() {
        var due =
                clock.answerDue(Cases.facts().hearing(LocalDate.of(2026, 3, 9)).build(), NOW);

        assertThat(due.because()).isEqualTo(DueReason.ANSWER_TIME);
    }

    @Test
    void comesTooLateFromTheEarlierOfHearingAndRemoval() {
        var hearing = LocalDate.of(2026, 3, 12);
        var begins = Instant.parse("2026-03-12T07:00:00Z");

        assertThat(LegalClock.tooLate(Cases.facts().build(), NOW)).isNull();
        assertThat(LegalClock.tooLate(Cases.facts().hearing(hearing).build(), NOW))
                .isEqualTo(begins);
        assertThat(LegalClock.tooLate(Cases.facts().removalFrom(begins).build(), NOW))
                .isEqualTo(begins);
        for (var seconds : new int[] {-1, 1}) {
            var removal = begins.plusSeconds(seconds);
            var facts = Cases.facts().hearing(hearing).removalFrom(removal).build();
            assertThat(LegalClock.tooLate(facts, NOW)).isEqualTo(seconds < 0 ? removal : begins);
        }
    }
}
