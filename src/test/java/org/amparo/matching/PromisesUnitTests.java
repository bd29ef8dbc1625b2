package org.amparo.matching;

import static org.amparo.matching.Given.NOW;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.amparo.support.TestCatalog.ADELANTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

/** What a practice promises for a week, and what becomes of it. */
class PromisesUnitTests {

    private static final Actor ACTOR = Actor.system();
    private static final Week THIS_WEEK = Week.of(NOW);
    private static final Week NEXT_WEEK = THIS_WEEK.next();
    private static final Instant IN_NEXT_WEEK = NOW.plus(Duration.ofDays(7));

    private final Practice practice = new Practice(organization(1), NOW)
            .describe(practicing().services(Service.BOND, Service.HABEAS).offering(), Taking.OPEN, ACTOR, NOW);

    @Test
    void aWeekIsMondayToSundayPacificTime() {
        assertThat(THIS_WEEK).hasToString("2026-03-02");
        assertThat(THIS_WEEK.ends()).isEqualTo(LocalDate.of(2026, 3, 8));
        assertThat(Week.of(Instant.parse("2026-03-02T07:59:59Z"))).isEqualTo(THIS_WEEK.plus(-1));
        assertThat(Week.of(Instant.parse("2026-03-02T08:00:00Z"))).isEqualTo(THIS_WEEK);
        // summer time begins on the Sunday of this week
        assertThat(THIS_WEEK.over()).isEqualTo(Instant.parse("2026-03-09T07:00:00Z"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Week(LocalDate.of(2026, 3, 3)));
    }

    @Test
    void whatIsPromisedForTheWeekCountsInsteadOfTheStandingRoom() {
        practice.promise(Map.of(Service.BOND, 9), Taking.OPEN, ACTOR, NOW);
        promise(THIS_WEEK, 2);
        assertThat(open(NOW)).isEqualTo(2);
        assertThat(practice.sheet(NOW).rooming()).isEqualTo(Rooming.BY_WEEK);
        assertThat(announced())
                .contains(
                        new WeekPromised(organization(1), LocalDate.of(2026, 3, 2), ACTOR, NOW),
                        new CapacityChanged(organization(1), Service.BOND, 2, null, true, ACTOR, NOW));
    }

    @Test
    void itEndsWithTheWeekAndTheNextIsUnknownUntilSomebodyAnswers() {
        practice.promise(Map.of(Service.BOND, 9), Taking.OPEN, ACTOR, NOW);
        promise(THIS_WEEK, 2);
        var lastMoment = THIS_WEEK.over().minusMillis(1);
        assertThat(open(lastMoment)).isEqualTo(2);
        assertThat(open(THIS_WEEK.over())).isNull();
        promise(NEXT_WEEK, 5);
        assertThat(open(lastMoment)).isEqualTo(2);
        assertThat(open(THIS_WEEK.over())).isEqualTo(5);
    }

    @Test
    void aStandingRoomCountsUntilTheFirstPromisedWeekBegins() {
        practice.promise(Map.of(Service.BOND, 9), Taking.OPEN, ACTOR, NOW);
        promise(NEXT_WEEK, 2);
        assertThat(open(NOW)).isEqualTo(9);
        assertThat(open(IN_NEXT_WEEK)).isEqualTo(2);
        practice.room(Rooming.BY_WEEK, ACTOR, NOW);
        assertThat(open(NOW)).isEqualTo(9);
        assertThat(announced())
                .noneMatch(event -> event instanceof CapacityChanged changed
                        && changed.service() == Service.BOND
                        && changed.promised() == null);
    }

    @Test
    void aStandingRoomSaidAfterwardsCountsAgain() {
        promise(THIS_WEEK, 2);
        practice.promise(Map.of(Service.BOND, 9), Taking.OPEN, ACTOR, NOW);
        assertThat(open(NOW)).isEqualTo(9);
        assertThat(open(IN_NEXT_WEEK)).isEqualTo(9);
        practice.room(Rooming.BY_WEEK, ACTOR, NOW);
        assertThat(open(NOW)).isEqualTo(2);
        practice.room(Rooming.STANDING, ACTOR, NOW);
        assertThat(open(NOW)).isEqualTo(9);
    }

    @Test
    void anAcceptanceTakesAPlaceOfItsWeekAndItsConclusionGivesItBack() {
        promise(THIS_WEEK, 2);
        practice.use(List.of(Service.BOND), NOW, ACTOR, NOW);
        assertThat(open(NOW)).isEqualTo(1);
        practice.giveBack(List.of(Service.BOND), NOW, ACTOR, NOW.plusSeconds(60));
        assertThat(open(NOW)).isEqualTo(2);
    }

    @Test
    void aConclusionInALaterWeekGivesNobodyAPlace() {
        promise(THIS_WEEK, 2);
        practice.use(List.of(Service.BOND), NOW, ACTOR, NOW);
        promise(NEXT_WEEK, 1);
        practice.giveBack(List.of(Service.BOND), NOW, ACTOR, IN_NEXT_WEEK);
        assertThat(open(IN_NEXT_WEEK)).isEqualTo(1);
        assertThat(practice.sheet(NOW).week(THIS_WEEK).promise(Service.BOND).used())
                .isEqualTo(1);
        assertThat(practice.sheet(NOW).capacity(Service.BOND).used()).isZero();
    }

    @Test
    void whatWasAcceptedBeforeThePromiseCounts() {
        practice.use(List.of(Service.BOND), NOW, ACTOR, NOW);
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> promise(THIS_WEEK, 0))
                .satisfies(rejected -> {
                    assertThat(rejected.field()).isEqualTo("promises.BOND.cases");
                    assertThat(rejected.code()).isEqualTo("promise-below-use");
                    assertThat(rejected.arguments()).hasToString("[BOND, 0, 1]");
                });
        promise(THIS_WEEK, 3);
        assertThat(open(NOW)).isEqualTo(2);
    }

    @Test
    void refusesAWeekThatIsOverAndNumbersThatMakeNoSense() {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> promise(THIS_WEEK.plus(-1), 1))
                .withMessage("week-over");
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> promise(THIS_WEEK, -1))
                .withMessage("capacity-negative");
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> promise(THIS_WEEK, 100_000))
                .withMessage("capacity-too-large");
        assertThat(practice.sheet(NOW).rooming()).isEqualTo(Rooming.STANDING);
    }

    @Test
    void keepsTheLastEightWeeksAndNoMore() {
        for (var week = 0; week < 30; week++) {
            var then = NOW.plus(Duration.ofDays(7L * week));
            practice.promise(Week.of(then), Map.of(Service.BOND, new PromisedRoom(week, Limits.NONE)), ACTOR, then);
        }
        assertThat(practice.sheet(NOW).weeks()).hasSize(9);
        practice.use(List.of(Service.BOND), NOW, ACTOR, NOW.plus(Duration.ofDays(7 * 29)));
        assertThat(practice.sheet(NOW).weeks()).hasSize(9);
    }

    @Test
    void roomAppearsWhenItIsForOthersThanBefore() {
        promise(THIS_WEEK, 2);
        var later = NOW.plusSeconds(60);
        practice.promise(
                THIS_WEEK,
                Map.of(Service.BOND, new PromisedRoom(2, new Limits(Set.of(ADELANTO), Set.of(), Set.of()))),
                ACTOR,
                later);
        assertThat(practice.sheet(later).room(Service.BOND).since()).isEqualTo(later);
    }

    @Test
    void whoPromisesByTheWeekIsAskedOnceForTheNext() {
        practice.ask(NEXT_WEEK, NOW);
        assertThat(asked()).isEmpty();
        promise(THIS_WEEK, 2);
        practice.ask(NEXT_WEEK, NOW).ask(NEXT_WEEK, NOW);
        assertThat(asked())
                .containsExactly(new WeekAwaited(
                        organization(1), LocalDate.of(2026, 3, 9), Instant.parse("2026-03-09T07:00:00Z"), ACTOR, NOW));
    }

    @Test
    void whoHasSaidOrPausedIsNotAsked() {
        promise(NEXT_WEEK, 2);
        practice.ask(NEXT_WEEK, NOW);
        assertThat(asked()).isEmpty();
        practice.describe(practicing().offering(), Taking.PAUSED, ACTOR, NOW);
        practice.ask(NEXT_WEEK.next(), NOW);
        assertThat(asked()).isEmpty();
    }

    @Test
    void itIsTimeToAskFromFridayMorningOn() {
        var settings = new PromiseSettings(DayOfWeek.FRIDAY, 9);
        assertThat(settings.asks(Instant.parse("2026-03-06T16:59:59Z"))).isFalse();
        assertThat(settings.asks(Instant.parse("2026-03-06T17:00:00Z"))).isTrue();
        assertThat(settings.asks(Instant.parse("2026-03-09T06:59:59Z"))).isTrue();
        assertThat(settings.asks(Instant.parse("2026-03-09T07:00:00Z"))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new PromiseSettings(DayOfWeek.FRIDAY, 24));
    }

    @Test
    void aNoForWantOfRoomUsesUpThePromiseUntilItSaysOtherwise() {
        promise(THIS_WEEK, 3);
        declined(NOW.plusSeconds(60));
        assertThat(open(NOW)).isZero();
        assertThat(announced().getLast())
                .isEqualTo(
                        new CapacityChanged(organization(1), Service.BOND, 0, null, true, ACTOR, NOW.plusSeconds(60)));
        practice.roomAfterAll(Service.BOND, ACTOR, NOW.plusSeconds(90));
        assertThat(open(NOW)).isEqualTo(3);
        declined(NOW.plusSeconds(120));
        practice.promise(
                THIS_WEEK, Map.of(Service.BOND, new PromisedRoom(1, Limits.NONE)), ACTOR, NOW.plusSeconds(180));
        assertThat(open(NOW)).isEqualTo(1);
    }

    @Test
    void aNoForWantOfRoomEndsWithTheWeekAndTeachesNothingWhenItWasSaidSinceOrIsOver() {
        promise(THIS_WEEK, 3);
        promise(NEXT_WEEK, 2);
        declined(NOW.plusSeconds(60));
        assertThat(open(IN_NEXT_WEEK)).isEqualTo(2);
        practice.roomAfterAll(Service.BOND, ACTOR, NOW.plusSeconds(90));
        practice.declinedForRoom(Service.BOND, NOW.minusSeconds(60), ACTOR, NOW.plusSeconds(120));
        assertThat(open(NOW)).isEqualTo(3);
        practice.declinedForRoom(Service.BOND, NOW.plusSeconds(60), ACTOR, IN_NEXT_WEEK);
        assertThat(open(IN_NEXT_WEEK)).isEqualTo(2);
    }

    @Test
    void aStandingRoomIsPutInQuestionAndStaysAsItIs() {
        practice.promise(Map.of(Service.BOND, 9), Taking.OPEN, ACTOR, NOW);
        declined(NOW);
        declined(NOW.plusSeconds(60));
        assertThat(open(NOW)).isEqualTo(9);
        assertThat(practice.questions()).containsExactly(new PracticeQuestion(PracticeQuestion.Kind.ROOM, "BOND", NOW));
        practice.promise(Map.of(Service.BOND, 4), Taking.OPEN, ACTOR, NOW);
        assertThat(practice.questions()).isEmpty();
    }

    @Test
    void aQuestionStandsUntilItIsAnsweredOrThePracticeIsDescribedAnew() {
        var mam = new PracticeQuestion(PracticeQuestion.Kind.LANGUAGE, "mam", NOW);
        var adelanto = new PracticeQuestion(PracticeQuestion.Kind.PLACE, "ADLNTCA", NOW);
        practice.question(mam).question(mam).question(adelanto);
        assertThat(practice.questions()).containsExactly(mam, adelanto);
        practice.confirm(PracticeQuestion.Kind.LANGUAGE, "mam", ACTOR, NOW)
                .confirm(PracticeQuestion.Kind.LANGUAGE, "mam", ACTOR, NOW);
        assertThat(practice.questions()).containsExactly(adelanto);
        assertThat(announced())
                .containsOnlyOnce(new PracticeConfirmed(organization(1), PracticeQuestion.Kind.LANGUAGE, ACTOR, NOW));
        practice.describe(practicing().offering(), Taking.OPEN, ACTOR, NOW);
        assertThat(practice.questions()).isEmpty();
    }

    /** Whatever happens in whichever order, no room is ever negative and nothing is counted twice. */
    @Test
    void roomIsNeverNegative() {
        for (var seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var tried = new Practice(organization(1), NOW).describe(practicing().offering(), Taking.OPEN, ACTOR, NOW);
            var now = NOW;
            for (var step = 0; step < 60; step++) {
                now = now.plus(Duration.ofHours(random.nextInt(40)));
                var deed = random.nextInt(5);
                var cases = random.nextInt(4);
                try {
                    switch (deed) {
                        case 0 -> tried.use(List.of(Service.BOND), now, ACTOR, now);
                        case 1 ->
                            tried.giveBack(
                                    List.of(Service.BOND), now.minus(Duration.ofDays(random.nextInt(9))), ACTOR, now);
                        case 2 ->
                            tried.promise(
                                    Week.of(now).plus(random.nextInt(2)),
                                    Map.of(Service.BOND, new PromisedRoom(cases, Limits.NONE)),
                                    ACTOR,
                                    now);
                        case 3 -> tried.promise(Map.of(Service.BOND, cases), Taking.OPEN, ACTOR, now);
                        default -> tried.room(random.nextBoolean() ? Rooming.BY_WEEK : Rooming.STANDING, ACTOR, now);
                    }
                } catch (Rejected below) {
                    assertThat(below.code()).isIn("promise-below-use", "capacity-below-use");
                }
                var room = tried.sheet(now).room(Service.BOND);
                assertThat(room.used()).isNotNegative();
                if (room.open() != null) {
                    assertThat(room.open()).isNotNegative();
                }
            }
        }
    }

    private Practice promise(Week week, int bond) {
        return practice.promise(week, Map.of(Service.BOND, new PromisedRoom(bond, Limits.NONE)), ACTOR, NOW);
    }

    private void declined(Instant at) {
        practice.declinedForRoom(Service.BOND, at, ACTOR, at);
    }

    private List<WeekAwaited> asked() {
        return announced().stream()
                .filter(WeekAwaited.class::isInstance)
                .map(WeekAwaited.class::cast)
                .toList();
    }

    private @Nullable Integer open(Instant then) {
        return practice.sheet(then).room(Service.BOND).open();
    }

    private List<Object> announced() {
        Collection<?> events = ReflectionTestUtils.invokeMethod(practice, "domainEvents");
        return events == null ? List.of() : List.copyOf(events);
    }
}
