package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.NeedRemains;
import org.amparo.intake.NeedsChanged;
import org.amparo.intake.PersonMoved;
import org.amparo.intake.PersonReleased;
import org.amparo.kernel.Actor;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationReinstated;
import org.amparo.membership.OrganizationSuspended;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestMembers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.PublishedEvents;
import org.springframework.modulith.test.Scenario;
import org.springframework.test.context.TestConstructor;

/** Something changed: who is asked and who has the case is looked at again. */
@ApplicationModuleTest
@Import(ReferralsTesting.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LookingAgainModuleTests {

    private static final OrganizationId FIRST = TestMembers.PROVIDER;
    private static final OrganizationId SECOND = TestMembers.OTHER_PROVIDER;

    private final ReferralsDesk desk;
    private final Routing routing;
    private final LookingAgain looking;
    private final Cases cases;
    private final MovableClock clock;

    LookingAgainModuleTests(
            ReferralsDesk desk, Routing routing, LookingAgain looking, Cases cases, MovableClock clock) {
        this.desk = desk;
        this.routing = routing;
        this.looking = looking;
        this.cases = cases;
        this.clock = clock;
    }

    @BeforeEach
    void startAgain() {
        clock.reset();
    }

    @Nested
    class Offers {

        @Test
        void takesNoYesFromTheMomentOfAMoveUntilItWasLookedAtAgain() {
            var caseFile = cases.opened();
            var offer = routed(caseFile, Route.IN_ORDER, FIRST);
            desk.clearConflicts(offer.id(), TestMembers.ATTORNEY);

            moved(caseFile);

            assertThat(desk.find(offer.id(), TestMembers.ATTORNEY).held()).isTrue();
            assertRejected("offer-held", () -> desk.accept(new Acceptance(offer.id(), Set.of()), TestMembers.ATTORNEY));
            looked(caseFile, Reopening.MOVED, FIRST, null);
            assertThat(desk.accept(new Acceptance(offer.id(), Set.of()), TestMembers.ATTORNEY)
                            .status())
                    .isEqualTo(ReferralStatus.ACCEPTED);
        }

        @Test
        void showsNoMoreOfThePersonWhileItIsHeldButTakesANo() {
            var caseFile = cases.opened();
            var offer = routed(caseFile, Route.IN_ORDER, FIRST);
            moved(caseFile);

            assertRejected("offer-held", () -> desk.clearConflicts(offer.id(), TestMembers.ATTORNEY));
            assertThat(desk.decline(new Decline(offer.id(), DeclineReason.GEOGRAPHY, null), TestMembers.ATTORNEY)
                            .status())
                    .isEqualTo(ReferralStatus.DECLINED);
        }

        @ParameterizedTest
        @EnumSource(names = {"MOVED", "RELEASED", "HEARING"})
        void isKeptWithANoteWhereItStillFits(Reopening because, PublishedEvents events) {
            var caseFile = cases.opened();
            var offer = routed(caseFile, Route.IN_ORDER, FIRST);
            happened(because, caseFile);
            clock.pass(Duration.ofSeconds(1));

            looked(caseFile, because == Reopening.HEARING ? Reopening.FACTS : because, FIRST, null);

            var kept = desk.find(offer.id(), TestMembers.ATTORNEY);
            assertThat(kept.status()).isEqualTo(ReferralStatus.OFFERED);
            assertThat(kept.held()).isFalse();
            assertThat(kept.looked()).isNotNull();
            assertThat(kept.looked().because()).isEqualTo(because);
            assertThat(kept.looked().at()).isEqualTo(clock.instant());
            assertThat(events.ofType(OfferKept.class)
                            .matching(event -> event.referral().equals(offer.id())))
                    .singleElement()
                    .satisfies(event -> assertThat(event.told()).isEqualTo(MovableClock.START));
            assertThat(inbox(offer.id()).looked()).isEqualTo(kept.looked());
            assertThat(line(caseFile).changedBecause()).isEqualTo(because);
        }

        @ParameterizedTest
        @EnumSource(names = {"MOVED", "RELEASED", "HEARING"})
        void isTakenBackWithTheReasonWhereItDoesNot(Reopening because, PublishedEvents events) {
            var caseFile = cases.opened();
            var offer = routed(caseFile, Route.IN_ORDER, FIRST);
            happened(because, caseFile);

            looked(caseFile, because == Reopening.HEARING ? Reopening.FACTS : because, FIRST, Objection.PLACE);

            var gone = desk.find(offer.id(), TestMembers.ATTORNEY);
            assertThat(gone.withdrawReason()).isEqualTo(WithdrawReason.FACTS_CHANGED);
            assertThat(gone.objection()).isEqualTo(Objection.PLACE);
            assertThat(gone.looked().because()).isEqualTo(because);
            assertThat(gone.facts()).isNull();
            assertThat(events.ofType(ReferralWithdrawn.class)
                            .matching(event -> event.referral().equals(offer.id())))
                    .hasSize(1);
            assertThat(state(caseFile)).isEqualTo(RoutingState.WAITING);
        }

        @Test
        void mayBeMadeAgainToWhoCouldNotTakeItInBetween() {
            var caseFile = cases.opened();
            routed(caseFile, Route.IN_ORDER, FIRST);
            moved(caseFile);
            looked(caseFile, Reopening.MOVED, FIRST, Objection.PLACE);

            routed(caseFile, Route.IN_ORDER, FIRST);

            assertThat(state(caseFile)).isEqualTo(RoutingState.OFFERED);
        }

        @Test
        void isLeftAloneByALookFromBeforeALaterMove() {
            var caseFile = cases.opened();
            var offer = routed(caseFile, Route.IN_ORDER, FIRST);
            moved(caseFile);
            clock.pass(Duration.ofMinutes(5));
            moved(caseFile);

            looked(caseFile, Reopening.MOVED, MovableClock.START, FIRST, Objection.PLACE);

            assertThat(desk.find(offer.id(), TestMembers.ATTORNEY).held()).isTrue();
            looked(caseFile, Reopening.MOVED, FIRST, null);
            assertThat(desk.find(offer.id(), TestMembers.ATTORNEY).held()).isFalse();
        }

        @Test
        void isLookedAtOnceHoweverOftenItIsTold(PublishedEvents events) {
            var caseFile = cases.opened();
            var offer = routed(caseFile, Route.BROADCAST, FIRST, SECOND);
            moved(caseFile);

            looked(caseFile, Reopening.MOVED, FIRST, Objection.PLACE);
            looked(caseFile, Reopening.MOVED, FIRST, Objection.PLACE);

            assertThat(events.ofType(ReferralWithdrawn.class)
                            .matching(event -> event.referral().equals(offer.id())))
                    .hasSize(1);
            assertThat(desk.ofCase(caseFile).rounds().getFirst().offers())
                    .filteredOn(other -> other.provider().equals(SECOND))
                    .singleElement()
                    .matches(ReferralView::held, "not looked at, and so still held");
        }

        @Test
        void chosenByHandIsTakenBackForAMoveAndForNothingLess() {
            var caseFile = cases.opened();
            var offer = desk.offer(new Offer(caseFile, 1, List.of(FIRST), null), TestMembers.DISPATCHER)
                    .getFirst();
            happened(Reopening.HEARING, caseFile);
            looked(caseFile, Reopening.FACTS, FIRST, Objection.LANGUAGE);
            assertThat(desk.find(offer.id(), TestMembers.ATTORNEY).status().isLive())
                    .isTrue();

            moved(caseFile);
            looked(caseFile, Reopening.MOVED, FIRST, Objection.PLACE);
            assertThat(desk.find(offer.id(), TestMembers.ATTORNEY).status()).isEqualTo(ReferralStatus.WITHDRAWN);
        }

        @Test
        void goesWhenRoomHasEndedUnlessSomebodyIsReadingIt() {
            var caseFile = cases.opened();
            var unread = routed(caseFile, Route.BROADCAST, FIRST, SECOND);
            var read = offer(caseFile, SECOND);
            desk.view(read.id(), TestMembers.OTHER_ATTORNEY);

            looked(caseFile, Reopening.CAPACITY, FIRST, Objection.CAPACITY);
            looked(caseFile, Reopening.CAPACITY, SECOND, Objection.CAPACITY);

            assertThat(desk.find(unread.id(), TestMembers.ATTORNEY).objection()).isEqualTo(Objection.CAPACITY);
            var kept = desk.find(read.id(), TestMembers.OTHER_ATTORNEY);
            assertThat(kept.status()).isEqualTo(ReferralStatus.VIEWED);
            assertThat(kept.looked().because()).isEqualTo(Reopening.CAPACITY);
        }

        @ParameterizedTest
        @EnumSource(names = {"RULES", "FUND_RULES"})
        void goesForWhatTheCoalitionDecidedUnlessSomebodyIsReadingItAndThenSaysWhatSpeaksAgainstIt(Reopening because) {
            var caseFile = cases.opened();
            var unread = routed(caseFile, Route.BROADCAST, FIRST, SECOND);
            var read = offer(caseFile, SECOND);
            desk.view(read.id(), TestMembers.OTHER_ATTORNEY);

            looked(caseFile, because, FIRST, Objection.LANGUAGE);
            looked(caseFile, because, SECOND, Objection.LANGUAGE);

            var gone = desk.find(unread.id(), TestMembers.ATTORNEY);
            assertThat(gone.status()).isEqualTo(ReferralStatus.WITHDRAWN);
            assertThat(gone.objection()).isEqualTo(Objection.LANGUAGE);
            var kept = desk.find(read.id(), TestMembers.OTHER_ATTORNEY);
            assertThat(kept.status()).isEqualTo(ReferralStatus.VIEWED);
            assertThat(kept.objection()).isNull();
            assertThat(kept.looked().because()).isEqualTo(because);
            assertThat(kept.looked().despite()).isEqualTo(Objection.LANGUAGE);
            assertThat(desk.inbox(TestMembers.OTHER_ATTORNEY).offers())
                    .filteredOn(line -> line.id().equals(read.id()))
                    .singleElement()
                    .satisfies(line -> assertThat(line.looked()).isEqualTo(kept.looked()));
        }

        @Test
        void staysWithTheOnlyOneWhoCouldTakeItAndSaysWhatSpeaksAgainstItOnce(PublishedEvents events) {
            var caseFile = cases.opened();
            var offer = routed(caseFile, Route.IN_ORDER, FIRST);
            var told = now();
            clock.pass(Duration.ofMinutes(1));

            for (var node = 0; node < 2; node++) {
                clock.pass(Duration.ofMinutes(1));
                looked(caseFile, Reopening.FUND_RULES, told, new RoundLookedAt.Look(FIRST, null, Objection.FUND));
            }

            var kept = desk.find(offer.id(), TestMembers.ATTORNEY);
            assertThat(kept.status()).isEqualTo(ReferralStatus.OFFERED);
            assertThat(kept.looked().despite()).isEqualTo(Objection.FUND);
            assertThat(events.ofType(OfferKept.class)
                            .matching(event -> event.referral().equals(offer.id())))
                    .hasSize(1);
        }

        @Test
        void madeByHandAfterTheCoalitionDecidedHearsNothingOfIt(PublishedEvents events) {
            var told = now();
            clock.pass(Duration.ofMinutes(1));
            var caseFile = cases.opened();
            var offer = desk.offer(new Offer(caseFile, 1, List.of(FIRST), null), TestMembers.DISPATCHER)
                    .getFirst();

            looked(caseFile, Reopening.RULES, told, FIRST, Objection.LANGUAGE);

            assertThat(desk.find(offer.id(), TestMembers.ATTORNEY).looked()).isNull();
            assertThat(events.ofType(OfferKept.class)
                            .matching(event -> event.referral().equals(offer.id())))
                    .isEmpty();
        }

        @Test
        void endsSoonerForANewHearingAndSaysWhatWasToldBefore(PublishedEvents events) {
            var caseFile = cases.opened(Cases.facts().urgency(Urgency.U3).build());
            var offer = routed(caseFile, Route.IN_ORDER, FIRST);

            happened(new NeedsChanged(
                    caseFile, hearing(LocalDate.of(2026, 3, 12)), TestMembers.VOLUNTEER.actor(), now()));

            var hastened = desk.find(offer.id(), TestMembers.ATTORNEY);
            assertThat(hastened.answerDue()).isBefore(offer.answerDue());
            looked(caseFile, Reopening.FACTS, FIRST, null);
            assertThat(desk.find(offer.id(), TestMembers.ATTORNEY).looked().dueBefore())
                    .isEqualTo(offer.answerDue());
            assertThat(events.ofType(AnswerDueChanged.class)
                            .matching(event -> event.referral().equals(offer.id())))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.answerDue()).isEqualTo(hastened.answerDue());
                        assertThat(event.because()).isEqualTo(DueReason.HEARING);
                    });
        }

        @Test
        void getsBackWhatWasPromisedWhenAHearingIsPutOffAndSaysSo() {
            var soon = hearing(LocalDate.of(2026, 3, 12));
            var caseFile = cases.opened(soon);
            var offer = routed(caseFile, Route.IN_ORDER, FIRST);
            assertThat(offer.dueBecause()).isEqualTo(DueReason.HEARING);
            clock.pass(Duration.ofHours(2));

            happened(new NeedsChanged(
                    caseFile, hearing(LocalDate.of(2026, 6, 12)), TestMembers.VOLUNTEER.actor(), now()));
            assertThat(desk.find(offer.id(), TestMembers.ATTORNEY).answerDue())
                    .as("not before it was looked at")
                    .isEqualTo(offer.answerDue());
            looked(caseFile, Reopening.FACTS, FIRST, null);

            var longer = desk.find(offer.id(), TestMembers.ATTORNEY);
            assertThat(longer.answerDue()).isEqualTo(offer.offeredAt().plus(Duration.ofDays(7)));
            assertThat(longer.dueBecause()).isEqualTo(DueReason.ANSWER_TIME);
            assertThat(longer.looked().dueBefore()).isEqualTo(offer.answerDue());
        }
    }

    @Nested
    class Placements {

        @Test
        void areAskedAboutAndWaitInTheQueueUntilTheyAreKept(PublishedEvents events) {
            var caseFile = cases.opened();
            var placed = accepted(caseFile);

            looked(caseFile, Reopening.MOVED, FIRST, Objection.PLACE);

            var line = questioned(caseFile);
            assertThat(line.question().referral()).isEqualTo(placed.id());
            assertThat(line.question().providerName()).isEqualTo("First Legal Aid");
            assertThat(line.question().asked().because()).isEqualTo(Reopening.MOVED);
            assertThat(desk.queue(QueueFilter.ALL).questioned()).isPositive();
            assertThat(desk.queue(QueueFilter.ALL).lines())
                    .extracting(QueueLine::caseFile)
                    .doesNotContain(caseFile);
            assertThat(desk.find(placed.id(), TestMembers.ATTORNEY).question().objection())
                    .isEqualTo(Objection.PLACE);
            assertThat(events.ofType(PlacementQuestioned.class)
                            .matching(event -> event.referral().equals(placed.id())))
                    .hasSize(1);

            desk.answer(new PlacementAnswer(placed.id(), PlacementAnswer.Choice.KEEP), TestMembers.ATTORNEY);

            assertThat(questions(caseFile)).isEmpty();
            assertThat(desk.find(placed.id(), TestMembers.ATTORNEY).status()).isEqualTo(ReferralStatus.ACCEPTED);
            assertThat(events.ofType(PlacementKept.class)
                            .matching(event -> event.referral().equals(placed.id())))
                    .hasSize(1);
        }

        @Test
        void handedBackLeaveTheirScopeToBeRoutedAgain(PublishedEvents events) {
            var caseFile = cases.opened();
            var placed = accepted(caseFile);
            looked(caseFile, Reopening.MOVED, FIRST, Objection.PLACE);

            desk.answer(new PlacementAnswer(placed.id(), PlacementAnswer.Choice.HAND_BACK), TestMembers.ATTORNEY);

            assertThat(events.ofType(NeedRemains.class)
                            .matching(event -> event.caseFile().equals(caseFile)))
                    .singleElement()
                    .satisfies(
                            event -> assertThat(event.remaining()).containsExactlyInAnyOrderElementsOf(placed.scope()));
            assertThat(questions(caseFile)).isEmpty();
            assertRejected(
                    "placement-not-questioned",
                    () -> desk.answer(
                            new PlacementAnswer(placed.id(), PlacementAnswer.Choice.HAND_BACK), TestMembers.ATTORNEY));
        }

        @Test
        void areAskedAboutOnceForOneChangeAndAgainForTheNext() {
            var caseFile = cases.opened();
            var placed = accepted(caseFile);
            looked(caseFile, Reopening.MOVED, FIRST, Objection.PLACE);
            desk.answer(new PlacementAnswer(placed.id(), PlacementAnswer.Choice.KEEP), TestMembers.DISPATCHER);

            looked(caseFile, Reopening.MOVED, FIRST, Objection.PLACE);
            assertThat(questions(caseFile)).isEmpty();

            clock.pass(Duration.ofDays(1));
            looked(caseFile, Reopening.RELEASED, FIRST, Objection.PLACE);
            assertThat(questions(caseFile)).hasSize(1);
        }

        @Test
        void areAskedAboutNoMoreWhenThePersonIsMovedBack(PublishedEvents events) {
            var caseFile = cases.opened();
            var placed = accepted(caseFile);
            looked(caseFile, Reopening.MOVED, FIRST, Objection.PLACE);
            clock.pass(Duration.ofHours(3));

            looked(caseFile, Reopening.MOVED, FIRST, null);

            assertThat(questions(caseFile)).isEmpty();
            assertThat(events.ofType(PlacementKept.class)
                            .matching(event -> event.referral().equals(placed.id())))
                    .hasSize(1);
        }

        @Test
        void areNobodyElsesToAnswer() {
            var caseFile = cases.opened();
            var placed = accepted(caseFile);
            var answer = new PlacementAnswer(placed.id(), PlacementAnswer.Choice.KEEP);
            assertRejected("placement-not-questioned", () -> desk.answer(answer, TestMembers.ATTORNEY));
            looked(caseFile, Reopening.MOVED, FIRST, Objection.PLACE);

            for (var other : List.of(TestMembers.OTHER_ATTORNEY, TestMembers.VOLUNTEER, TestMembers.LEAD)) {
                assertThatExceptionOfType(NotFound.class).isThrownBy(() -> desk.answer(answer, other));
            }
            assertThat(questions(caseFile)).hasSize(1);
        }

        @Test
        void ofASuspendedProviderWaitForADispatcherUntilItIsReinstated(Scenario scenario) {
            var caseFile = cases.opened();
            accepted(caseFile);

            scenario.publish(new OrganizationSuspended(FIRST, TestMembers.STEWARD.actor(), now()))
                    .andWaitForStateChange(() -> questions(caseFile), lines -> !lines.isEmpty())
                    .andVerify(lines -> assertThat(
                                    lines.getFirst().question().asked().because())
                            .isEqualTo(Reopening.SUSPENDED));
            clock.pass(Duration.ofDays(1));
            scenario.publish(new OrganizationReinstated(FIRST, TestMembers.STEWARD.actor(), now()))
                    .andWaitForStateChange(() -> questions(caseFile), List::isEmpty);
        }

        @Test
        void stopWaitingWhenTheServiceHasEnded(Scenario scenario) {
            var caseFile = cases.opened();
            var placed = accepted(caseFile);
            looked(caseFile, Reopening.MOVED, FIRST, Objection.PLACE);

            scenario.publish(new Cases.Ended(placed.id(), TestMembers.ATTORNEY.actor(), now()))
                    .andWaitForStateChange(() -> questions(caseFile), List::isEmpty);
        }
    }

    /** Matching looked again, as it does after the commit of a change. */
    private record Looked(
            CaseId caseFile, int round, Reopening because, Instant told, List<Look> looks, Actor actor, Instant at)
            implements RoundLookedAt {}

    private void looked(CaseId caseFile, Reopening because, OrganizationId provider, @Nullable Objection objection) {
        var last =
                desk.ofCase(caseFile).rounds().getFirst().state() == RoutingState.PLACED ? now() : lastTold(caseFile);
        looked(caseFile, because, last, provider, objection);
    }

    private Instant lastTold(CaseId caseFile) {
        var changed = line(caseFile).changedAt();
        return changed == null ? now() : changed;
    }

    private void looked(
            CaseId caseFile, Reopening because, Instant told, OrganizationId provider, @Nullable Objection objection) {
        looked(caseFile, because, told, new RoundLookedAt.Look(provider, objection));
    }

    private void looked(CaseId caseFile, Reopening because, Instant told, RoundLookedAt.Look look) {
        cases.within(
                () -> looking.follow(new Looked(caseFile, 1, because, told, List.of(look), Actor.system(), now())));
    }

    private void happened(Reopening because, CaseId caseFile) {
        switch (because) {
            case MOVED -> moved(caseFile);
            case RELEASED ->
                happened(new PersonReleased(caseFile, Cases.facts().build(), TestMembers.VOLUNTEER.actor(), now()));
            default ->
                happened(new NeedsChanged(
                        caseFile,
                        Cases.facts().hearing(LocalDate.of(2026, 6, 1)).build(),
                        TestMembers.VOLUNTEER.actor(),
                        now()));
        }
    }

    private void happened(Object event) {
        cases.happens(event);
    }

    private void moved(CaseId caseFile) {
        happened(new PersonMoved(
                caseFile,
                TestCatalog.ADELANTO,
                Cases.facts().at(TestCatalog.OTAY_MESA).build(),
                TestMembers.VOLUNTEER.actor(),
                now()));
    }

    private static CaseFacts hearing(LocalDate day) {
        return Cases.facts().urgency(Urgency.U3).hearing(day).build();
    }

    private ReferralView routed(CaseId caseFile, Route route, OrganizationId... providers) {
        cases.within(() -> routing.follow(Cases.proposed(caseFile, route, providers)));
        return desk.ofCase(caseFile).rounds().getFirst().offers().stream()
                .filter(offer ->
                        offer.provider().equals(providers[0]) && offer.status().isLive())
                .findFirst()
                .orElseThrow();
    }

    private ReferralView offer(CaseId caseFile, OrganizationId provider) {
        return desk.ofCase(caseFile).rounds().getFirst().offers().stream()
                .filter(offer -> offer.provider().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    private ReferralView accepted(CaseId caseFile) {
        var offer = desk.offer(new Offer(caseFile, 1, List.of(FIRST), null), TestMembers.DISPATCHER)
                .getFirst();
        desk.clearConflicts(offer.id(), TestMembers.ATTORNEY);
        return desk.accept(new Acceptance(offer.id(), Set.of(Service.BOND)), TestMembers.ATTORNEY);
    }

    private QueueLine line(CaseId caseFile) {
        return desk.queue(QueueFilter.ALL).lines().stream()
                .filter(line -> line.caseFile().equals(caseFile))
                .findFirst()
                .orElseThrow();
    }

    private List<QueueLine> questions(CaseId caseFile) {
        return desk.queue(new QueueFilter(null, QueueFilter.Show.QUESTIONED, null)).lines().stream()
                .filter(line -> line.caseFile().equals(caseFile))
                .toList();
    }

    private QueueLine questioned(CaseId caseFile) {
        return questions(caseFile).getFirst();
    }

    private InboxLine inbox(ReferralId id) {
        return desk.inbox(TestMembers.ATTORNEY).offers().stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private RoutingState state(CaseId caseFile) {
        return desk.ofCase(caseFile).rounds().getFirst().state();
    }

    private Instant now() {
        return clock.instant();
    }

    private static void assertRejected(String code, ThrowingCallable call) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(call)
                .extracting(Rejected::code)
                .isEqualTo(code);
    }
}
