package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.amparo.intake.CaseFacts;
import org.amparo.kernel.Urgency;
import org.amparo.support.TestCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LegalClockUnitTests {

    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 0));

    /** Tuesday, 10 March 2026, 10 in the morning Pacific time. */
    private static final Instant NOW = MovableClock.START;

    private static final LegalClock.Due THREE_DAYS =
            new LegalClock.Due(NOW.plus(Duration.ofHours(72)), DueReason.ANSWER_TIME);

    private final LegalClock clock = new LegalClock(new TestCatalog(), new ReferralSettings(3, Duration.ofHours(1)));

    @ParameterizedTest
    @CsvSource({"U0, PT2H", "U1, PT24H", "U2, PT72H", "U3, PT168H"})
    void givesTheTimePromisedForTheUrgency(Urgency urgency, Duration promised) {
        var due = answerDue(Cases.facts().urgency(urgency).build(), NOW);

        assertThat(due).isEqualTo(new LegalClock.Due(NOW.plus(promised), DueReason.ANSWER_TIME));
    }

    @Test
    void endsWhenTheDayOfTheHearingBeginsInCalifornia() {
        var due = answerDue(
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
        var due = answerDue(Cases.facts().removalFrom(fear).build(), NOW);

        assertThat(due).isEqualTo(new LegalClock.Due(fear, DueReason.REMOVAL_RISK));
    }

    @Test
    void neverOutlivesAConsentThatThePersonHasNotRatified() {
        var lastDay = LocalDate.of(2026, 3, 10);
        var facts = Cases.facts().urgency(Urgency.U3).consentUntil(lastDay).build();
        var midnight = Instant.parse("2026-03-11T07:00:00Z");

        assertThat(answerDue(facts, NOW)).isEqualTo(new LegalClock.Due(midnight, DueReason.CONSENT));
        assertThat(answerDue(facts, midnight.minusSeconds(60)).at())
                .as("not even by the least time for an answer")
                .isEqualTo(midnight);
    }

    @Test
    void takesTheEarliestOfAll() {
        var due = answerDue(
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
        var due = answerDue(Cases.facts().hearing(LocalDate.of(2026, 3, 10)).build(), NOW);

        assertThat(due).isEqualTo(new LegalClock.Due(NOW.plus(Duration.ofHours(1)), DueReason.HEARING));
    }

    @Test
    void leavesAnHourWhenRemovalWasFearedBeforeNow() {
        var due = answerDue(
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
                                null,
                                NOW)
                        .at())
                .isEqualTo(NOW.plus(Duration.ofHours(2)));
    }

    @Test
    void isNotLimitedByTheHearingOfYesterday() {
        var due = answerDue(Cases.facts().hearing(LocalDate.of(2026, 3, 9)).build(), NOW);

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

    @Test
    void noAnswerFallsDueInTheNight() {
        var evening = at("2026-03-10T19:00:00");
        var due = clock.answerDue(
                urgency(Urgency.U2), NIGHT, evening.plus(Duration.ofHours(5))); // at midnight, due at midnight
        assertThat(due.because()).isEqualTo(DueReason.ANSWER_TIME);
        assertThat(due.at()).as("the three hours of that night come after it").isEqualTo(at("2026-03-14T10:00:00"));
        assertThat(clock.answerDue(urgency(Urgency.U2), NIGHT, evening).at())
                .as("due in the evening, nothing is added")
                .isEqualTo(evening.plus(Duration.ofHours(72)));
    }

    @Test
    void aNightIsKeptForNobodyWhoIsUrgent() {
        var night = at("2026-03-10T23:00:00");
        for (var urgency : List.of(Urgency.U0, Urgency.U1)) {
            assertThat(clock.kept(urgency(urgency), NIGHT, night)).isNull();
            assertThat(clock.restsUntil(urgency(urgency), NIGHT, night)).isNull();
        }
        for (var urgency : List.of(Urgency.U2, Urgency.U3, Urgency.U4)) {
            assertThat(clock.restsUntil(urgency(urgency), NIGHT, night)).isEqualTo(at("2026-03-11T07:00:00"));
            assertThat(clock.restsUntil(urgency(urgency), NIGHT, at("2026-03-11T12:00:00")))
                    .isNull();
        }
        assertThat(clock.restsUntil(urgency(Urgency.U3), null, night)).isNull();
    }

    @Test
    void nobodyWaitsForAMorningThatLeavesLessThanTheTimePromised() {
        var night = at("2026-03-10T23:00:00"); // the morning and three days are on the 14th, at seven
        var near = Cases.facts()
                .urgency(Urgency.U2)
                .hearing(LocalDate.of(2026, 3, 14))
                .build();
        var far = Cases.facts()
                .urgency(Urgency.U2)
                .hearing(LocalDate.of(2026, 3, 15))
                .build();
        assertThat(clock.restsUntil(near, NIGHT, night)).isNull();
        assertThat(clock.restsUntil(far, NIGHT, night)).isNotNull();
        assertThat(clock.restsUntil(
                        Cases.facts()
                                .urgency(Urgency.U2)
                                .removalFrom(at("2026-03-11T05:00:00"))
                                .build(),
                        NIGHT,
                        night))
                .isNull();
        assertThat(clock.restsUntil(
                        Cases.facts()
                                .urgency(Urgency.U2)
                                .consentUntil(LocalDate.of(2026, 3, 11))
                                .build(),
                        NIGHT,
                        night))
                .as("a consent that ends is a clock as well")
                .isNull();
    }

    @Test
    void noNightCarriesAnAnswerPastTheLegalClock() {
        var hearing = Cases.facts()
                .urgency(Urgency.U2)
                .hearing(LocalDate.of(2026, 3, 13))
                .build();
        assertThat(clock.answerDue(hearing, NIGHT, at("2026-03-10T22:00:00")))
                .isEqualTo(new LegalClock.Due(at("2026-03-13T00:00:00"), DueReason.HEARING));
    }

    @Test
    void aDispatcherChoosesInTheTimeAgreedAndInAQuarterOfTheTimePromised() {
        assertThat(clock.choiceDue(urgency(Urgency.U3), OfferTerms.USUAL, NOW))
                .isEqualTo(NOW.plus(Duration.ofHours(4)));
        assertThat(clock.choiceDue(urgency(Urgency.U0), OfferTerms.USUAL, NOW))
                .isEqualTo(NOW.plus(Duration.ofMinutes(30)));
    }

    @Test
    void byDayANightIsKeptForWhatCanWait() {
        assertThat(clock.kept(urgency(Urgency.U2), NIGHT, NOW)).isEqualTo(NIGHT);
        assertThat(clock.kept(urgency(Urgency.U2), null, NOW)).isNull();
        assertThat(clock.kept(urgency(Urgency.U1), NIGHT, NOW)).isNull();
    }

    @Test
    void aSecondLookChangesNothingWhenNoDateMoved() {
        var offer = Offered.by(Route.IN_ORDER).urgency(Urgency.U2).due(THREE_DAYS.at(), DueReason.ANSWER_TIME);

        assertThat(clock.dueAgain(offer.offer(), urgency(Urgency.U2), NOW.plusSeconds(3_600)))
                .as("not an hour more for having been looked at an hour later")
                .isEqualTo(THREE_DAYS);
        assertThat(clock.dueAgain(offer.offer(), urgency(Urgency.U3), NOW.plusSeconds(3_600)))
                .as("nor for having become less urgent")
                .isEqualTo(THREE_DAYS);
    }

    @Test
    void aSecondLookEndsSoonerWhenADateHasComeNearer() {
        var offer = Offered.by(Route.IN_ORDER).urgency(Urgency.U2).due(THREE_DAYS.at(), DueReason.ANSWER_TIME);
        var nearer = Cases.facts()
                .urgency(Urgency.U2)
                .hearing(LocalDate.of(2026, 3, 12))
                .build();

        assertThat(clock.dueAgain(offer.offer(), nearer, NOW.plusSeconds(3_600)))
                .isEqualTo(new LegalClock.Due(at("2026-03-12T00:00:00"), DueReason.HEARING));
    }

    @ParameterizedTest
    @EnumSource(value = DueReason.class, names = "ANSWER_TIME", mode = EnumSource.Mode.EXCLUDE)
    void aSecondLookGivesBackWhatWasPromisedWhenTheDateThatCutItIsGone(DueReason cut) {
        var offer = Offered.by(Route.IN_ORDER).urgency(Urgency.U2).due(NOW.plus(Duration.ofHours(38)), cut);

        assertThat(clock.dueAgain(offer.offer(), urgency(Urgency.U2), NOW.plusSeconds(3_600)))
                .as("from when it was offered, and not from the second look")
                .isEqualTo(THREE_DAYS);
    }

    @Test
    void aSecondLookGivesNothingBackWhileTheDateThatCutItStands() {
        var offer = Offered.by(Route.IN_ORDER).urgency(Urgency.U2).due(at("2026-03-12T00:00:00"), DueReason.HEARING);
        var same = Cases.facts()
                .urgency(Urgency.U2)
                .hearing(LocalDate.of(2026, 3, 12))
                .build();

        assertThat(clock.dueAgain(offer.offer(), same, NOW.plusSeconds(3_600)))
                .isEqualTo(new LegalClock.Due(at("2026-03-12T00:00:00"), DueReason.HEARING));
    }

    @Test
    void aSecondLookKeepsTheNightUnlessTheCaseHasBecomeUrgent() {
        // Three days from the second look would end at ten at night, an hour into the quiet hours.
        var looked = at("2026-03-10T22:00:00");
        var morning = at("2026-03-14T08:00:00");
        var offer = Offered.by(Route.IN_ORDER)
                .urgency(Urgency.U2)
                .due(morning, DueReason.ANSWER_TIME)
                .quietIn(NIGHT)
                .offer();

        assertThat(clock.dueAgain(offer, urgency(Urgency.U2), looked).at()).isEqualTo(morning);
        assertThat(clock.dueAgain(offer, urgency(Urgency.U1), looked))
                .as("a day from now, at night or not")
                .isEqualTo(new LegalClock.Due(at("2026-03-11T22:00:00"), DueReason.ANSWER_TIME));
    }

    private static CaseFacts urgency(Urgency urgency) {
        return Cases.facts().urgency(urgency).build();
    }

    private static Instant at(String onTheWall) {
        return LocalDateTime.parse(onTheWall).atZone(LegalClock.PACIFIC).toInstant();
    }

    private LegalClock.Due answerDue(CaseFacts facts, Instant now) {
        return clock.answerDue(facts, null, now);
    }
}
