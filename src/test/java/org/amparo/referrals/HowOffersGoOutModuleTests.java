package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.amparo.intake.CaseId;
import org.amparo.intake.UrgencyRaised;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.amparo.membership.Directory;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.SignedIn;
import org.amparo.membership.Standing;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.PublishedEvents;
import org.springframework.test.context.TestConstructor;

/** How offers go out: by hand, by rota, with time to read, and by night. */
@ApplicationModuleTest
@Import(ReferralsTesting.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class HowOffersGoOutModuleTests {

    private static final OrganizationId FIRST = TestMembers.PROVIDER;
    private static final OrganizationId SECOND = TestMembers.OTHER_PROVIDER;
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 0));
    private static final OfferTerms QUIET = new OfferTerms(0, 30, 240, NIGHT);
    private static final OfferTerms READING = new OfferTerms(10, 30, 240, null);
    private static final Instant LATE = at("2026-03-10T23:00:00");
    private static final Instant MORNING = at("2026-03-11T07:00:00");

    private final ReferralsDesk desk;
    private final Routing routing;
    private final Cases cases;
    private final MovableClock clock;
    private final ReferralsTesting.People people;
    private final JdbcClient jdbc;

    HowOffersGoOutModuleTests(
            ReferralsDesk desk,
            Routing routing,
            Cases cases,
            MovableClock clock,
            ReferralsTesting.People people,
            JdbcClient jdbc) {
        this.desk = desk;
        this.routing = routing;
        this.cases = cases;
        this.clock = clock;
        this.people = people;
        this.jdbc = jdbc;
    }

    /** The queue of others is as long as it was. */
    @AfterEach
    void nobodyWaits() {
        jdbc.sql("TRUNCATE referrals.referral, referrals.docket").update();
    }

    @BeforeEach
    void startAgain() {
        clock.reset();
        desk.endWaits();
    }

    @Nested
    class ByHand {

        @Test
        void nothingIsOfferedAndTheQueueSaysForHowLong() {
            var caseFile = opened(Urgency.U3);
            follow(Cases.proposed(caseFile, Route.BY_HAND, FIRST, SECOND));

            clock.pass(Duration.ofHours(1));
            follow(Cases.proposed(caseFile, Route.BY_HAND, SECOND, FIRST));

            assertThat(offersOf(caseFile)).isEmpty();
            var line = line(caseFile, QueueFilter.Show.BY_HAND);
            assertThat(line.state()).isEqualTo(RoutingState.BY_HAND);
            assertThat(line.waiting())
                    .as("drawn again, it waits as long as before")
                    .isEqualTo(new Waiting(
                            WaitsFor.HAND, MovableClock.START, MovableClock.START.plus(Duration.ofHours(4)), false));
        }

        @Test
        void whatWaitsTooLongIsMarkedAndToldOnce(PublishedEvents events) {
            var caseFile = opened(Urgency.U4);
            follow(Cases.proposed(caseFile, Route.BY_HAND, FIRST));
            var before = queue(QueueFilter.Show.ALL).overdue();
            clock.pass(Duration.ofHours(4));
            var overdue = queue(QueueFilter.Show.ALL).overdue();
            assertThat(overdue).isGreaterThan(before);
            assertThat(queue(QueueFilter.Show.QUESTIONED).overdue())
                    .as("also where nobody else is shown")
                    .isEqualTo(overdue);

            assertThat(desk.endWaits()).isPositive();
            assertThat(desk.endWaits()).isZero();

            assertThat(events.ofType(WaitEnded.class)
                            .matching(ended -> ended.caseFile().equals(caseFile)))
                    .singleElement()
                    .satisfies(ended -> assertThat(ended.what()).isEqualTo(WaitsFor.HAND));
            assertThat(line(caseFile, QueueFilter.Show.BY_HAND).waiting().over())
                    .isTrue();
        }

        @Test
        void aDispatcherChoosesAndNobodyWaitsAnyMore() {
            var caseFile = opened(Urgency.U3);
            follow(Cases.proposed(caseFile, Route.BY_HAND, FIRST, SECOND));

            offer(caseFile, FIRST);

            var search = desk.ofCase(caseFile).rounds().getFirst();
            assertThat(search.state()).isEqualTo(RoutingState.OFFERED);
            assertThat(search.waiting()).isNull();
            assertThat(search.offers()).singleElement().satisfies(offer -> {
                assertThat(offer.provider()).isEqualTo(FIRST);
                assertThat(offer.route()).isEqualTo(Route.BY_HAND);
            });
        }

        @Test
        void afterANoItWaitsForAHandAgainAndNobodyLeftIsSaidSo() {
            var caseFile = opened(Urgency.U3);
            follow(Cases.proposed(caseFile, Route.BY_HAND, FIRST, SECOND));
            var offer = offer(caseFile, FIRST);
            clock.pass(Duration.ofHours(2));
            desk.decline(new Decline(offer, DeclineReason.NO_CAPACITY, null), TestMembers.ATTORNEY);

            follow(Cases.proposed(caseFile, Route.BY_HAND, SECOND));
            assertThat(line(caseFile, QueueFilter.Show.BY_HAND).waiting().since())
                    .isEqualTo(clock.instant());

            follow(Cases.proposed(caseFile, Route.BY_HAND));
            assertThat(state(caseFile)).isEqualTo(RoutingState.NO_PROVIDER);
        }

        @Test
        void anOfferTakenBackIsADispatchersToReplaceWhateverTheRoute() {
            var caseFile = opened(Urgency.U1);
            follow(Cases.proposed(caseFile, Route.BROADCAST, FIRST, SECOND));
            var offers = offersOf(caseFile);

            desk.withdraw(offers.getFirst().id(), TestMembers.DISPATCHER);
            assertThat(state(caseFile)).as("another one may still answer").isEqualTo(RoutingState.OFFERED);
            desk.withdraw(offers.getLast().id(), TestMembers.DISPATCHER);

            assertThat(state(caseFile)).isEqualTo(RoutingState.BY_HAND);
            assertThat(desk.ofCase(caseFile).rounds().getFirst().waiting().until())
                    .isEqualTo(clock.instant().plus(Duration.ofHours(4)));
        }
    }

    @Nested
    class ByRota {

        @Test
        void whoIsOnCallIsAskedFirstAndTheOthersWhenTheirTimeIsOver(PublishedEvents events) {
            var third = newProvider();
            var caseFile = opened(Urgency.U3);
            var shortlist = Cases.proposed(
                    caseFile, Route.ROTA, OfferTerms.USUAL, List.of(SECOND, third), SECOND, third, FIRST);
            follow(shortlist);
            assertThat(asked(caseFile)).containsExactlyInAnyOrder(SECOND, third);
            assertThat(offersOf(caseFile)).extracting(ReferralView::route).containsOnly(Route.ROTA);

            clock.pass(Duration.ofMinutes(29));
            follow(shortlist);
            desk.endWaits();
            assertThat(asked(caseFile)).hasSize(2);

            clock.pass(Duration.ofMinutes(1));
            desk.endWaits();
            assertThat(events.ofType(WaitEnded.class)
                            .matching(ended -> ended.caseFile().equals(caseFile)))
                    .singleElement()
                    .satisfies(ended -> assertThat(ended.what()).isEqualTo(WaitsFor.ROTA));
            follow(shortlist);
            assertThat(asked(caseFile)).containsExactlyInAnyOrder(SECOND, third, FIRST);
            follow(shortlist);
            assertThat(offersOf(caseFile))
                    .as("those on call may still say yes, and the others come one after the other")
                    .hasSize(3)
                    .allMatch(offer -> offer.status() == ReferralStatus.OFFERED);
        }

        @Test
        void nobodyWaitsForThoseOnCallWhoHaveSaidNo() {
            var caseFile = opened(Urgency.U3);
            var shortlist = Cases.proposed(caseFile, Route.ROTA, OfferTerms.USUAL, List.of(FIRST), FIRST, SECOND);
            follow(shortlist);
            desk.decline(
                    new Decline(offersOf(caseFile).getFirst().id(), DeclineReason.NO_CAPACITY, null),
                    TestMembers.ATTORNEY);

            follow(shortlist);

            assertThat(offersOf(caseFile).getFirst().provider()).isEqualTo(SECOND);
            assertThat(offersOf(caseFile).getFirst().route()).isEqualTo(Route.IN_ORDER);
        }

        @Test
        void withNobodyOnCallTheyAreAskedInOrder() {
            var caseFile = opened(Urgency.U3);
            follow(Cases.proposed(caseFile, Route.ROTA, OfferTerms.USUAL, List.of(), FIRST, SECOND));
            assertThat(asked(caseFile)).containsExactly(FIRST);
            assertThat(desk.ofCase(caseFile).rounds().getFirst().waiting()).isNull();
        }

        @ParameterizedTest
        @EnumSource(names = {"U0", "U1"})
        void inUrgentCasesNobodyWaitsForAnybody(Urgency urgency) {
            var third = newProvider();
            var caseFile = opened(urgency);
            follow(Cases.proposed(caseFile, Route.ROTA, OfferTerms.USUAL, List.of(SECOND), SECOND, FIRST, third));
            assertThat(offersOf(caseFile))
                    .extracting(ReferralView::provider, ReferralView::route)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(SECOND, Route.ROTA),
                            org.assertj.core.groups.Tuple.tuple(FIRST, Route.BROADCAST),
                            org.assertj.core.groups.Tuple.tuple(third, Route.BROADCAST));
        }

        @Test
        void nobodyLeftIsSaidSo() {
            var caseFile = opened(Urgency.U3);
            follow(Cases.proposed(caseFile, Route.ROTA, OfferTerms.USUAL, List.of()));
            assertThat(state(caseFile)).isEqualTo(RoutingState.NO_PROVIDER);
        }
    }

    @Nested
    class TimeToRead {

        @Test
        void whoOpensItFirstHasItToThemselvesForAWhile() {
            var caseFile = broadcast(Urgency.U1, READING);
            var mine = offer(caseFile, TestMembers.ATTORNEY);
            var theirs = offer(caseFile, TestMembers.OTHER_ATTORNEY);
            var until = clock.instant().plus(Duration.ofMinutes(10));
            assertThat(desk.view(mine, TestMembers.ATTORNEY).reserved()).isEqualTo(new Reserved(true, until));
            clock.pass(Duration.ofMinutes(1));
            assertThat(desk.view(theirs, TestMembers.OTHER_ATTORNEY).reserved())
                    .as("may be opened, and tells of nobody by name")
                    .isEqualTo(new Reserved(false, until));
            desk.clearConflicts(theirs, TestMembers.OTHER_ATTORNEY);

            clock.pass(Duration.ofMinutes(5));
            assertThatExceptionOfType(Rejected.class)
                    .isThrownBy(() -> accept(theirs, TestMembers.OTHER_ATTORNEY))
                    .satisfies(refused -> {
                        assertThat(refused.code()).isEqualTo("case-being-read");
                        assertThat(refused.arguments()).isEqualTo(List.of(4L));
                    });
            assertThat(line(caseFile, QueueFilter.Show.ALL).offers())
                    .filteredOn(offer -> offer.id().equals(mine))
                    .singleElement()
                    .satisfies(offer -> assertThat(offer.readUntil()).isEqualTo(until));

            clock.pass(Duration.ofMinutes(4));
            assertThat(accept(theirs, TestMembers.OTHER_ATTORNEY).status()).isEqualTo(ReferralStatus.ACCEPTED);
        }

        @Test
        void theInboxSaysSoOfBothAndOfNobodyWhenItIsOver() {
            var caseFile = broadcast(Urgency.U1, READING);
            var mine = offer(caseFile, TestMembers.ATTORNEY);
            var theirs = offer(caseFile, TestMembers.OTHER_ATTORNEY);
            assertThat(inInbox(mine, TestMembers.ATTORNEY))
                    .as("nobody has opened it")
                    .isNull();

            desk.view(theirs, TestMembers.OTHER_ATTORNEY);
            clock.pass(Duration.ofMinutes(1));
            desk.view(mine, TestMembers.ATTORNEY);
            var until = clock.instant().plus(Duration.ofMinutes(9));

            assertThat(inInbox(theirs, TestMembers.OTHER_ATTORNEY)).isEqualTo(new Reserved(true, until));
            assertThat(inInbox(mine, TestMembers.ATTORNEY))
                    .isEqualTo(new Reserved(false, until))
                    .isEqualTo(desk.view(mine, TestMembers.ATTORNEY).reserved());
            clock.pass(Duration.ofMinutes(9));
            assertThat(inInbox(theirs, TestMembers.OTHER_ATTORNEY)).isNull();
            assertThat(inInbox(mine, TestMembers.ATTORNEY))
                    .as("who opened it later reads on for a minute")
                    .isEqualTo(new Reserved(true, until.plus(Duration.ofMinutes(1))));
        }

        @Test
        void theInboxSaysItOfNothingThatWaitsForNoReader() {
            var agreed = broadcast(Urgency.U1, READING);
            desk.view(offer(agreed, TestMembers.ATTORNEY), TestMembers.ATTORNEY);
            raised(agreed, Urgency.U0);
            var notAgreed = broadcast(Urgency.U1, OfferTerms.USUAL);
            desk.view(offer(notAgreed, TestMembers.ATTORNEY), TestMembers.ATTORNEY);

            assertThat(inInbox(offer(agreed, TestMembers.OTHER_ATTORNEY), TestMembers.OTHER_ATTORNEY))
                    .isNull();
            assertThat(inInbox(offer(agreed, TestMembers.ATTORNEY), TestMembers.ATTORNEY))
                    .isNull();
            assertThat(inInbox(offer(notAgreed, TestMembers.OTHER_ATTORNEY), TestMembers.OTHER_ATTORNEY))
                    .isNull();
        }

        @Test
        void whoReadsMayTakeIt() {
            var caseFile = broadcast(Urgency.U1, READING);
            var mine = offer(caseFile, TestMembers.ATTORNEY);
            desk.view(mine, TestMembers.ATTORNEY);
            desk.clearConflicts(mine, TestMembers.ATTORNEY);
            assertThat(accept(mine, TestMembers.ATTORNEY).status()).isEqualTo(ReferralStatus.ACCEPTED);
        }

        @Test
        void aNoSetsItFreeAtOnce() {
            var caseFile = broadcast(Urgency.U1, READING);
            var mine = offer(caseFile, TestMembers.ATTORNEY);
            var theirs = offer(caseFile, TestMembers.OTHER_ATTORNEY);
            desk.view(mine, TestMembers.ATTORNEY);
            desk.clearConflicts(theirs, TestMembers.OTHER_ATTORNEY);
            desk.decline(new Decline(mine, DeclineReason.EXPERTISE, null), TestMembers.ATTORNEY);
            assertThat(accept(theirs, TestMembers.OTHER_ATTORNEY).status()).isEqualTo(ReferralStatus.ACCEPTED);
        }

        @Test
        void nobodyReservesItAgain() {
            var caseFile = broadcast(Urgency.U1, READING);
            var mine = offer(caseFile, TestMembers.ATTORNEY);
            desk.view(mine, TestMembers.ATTORNEY);
            clock.pass(Duration.ofMinutes(10));
            assertThat(desk.view(mine, TestMembers.ATTORNEY).reserved()).isNull();
            assertThat(desk.clearConflicts(mine, TestMembers.ATTORNEY).reserved())
                    .isNull();
        }

        @Test
        void inTheMostUrgentCasesTheFirstYesCounts() {
            var caseFile = broadcast(Urgency.U0, READING);
            var mine = offer(caseFile, TestMembers.ATTORNEY);
            var theirs = offer(caseFile, TestMembers.OTHER_ATTORNEY);
            assertThat(desk.view(mine, TestMembers.ATTORNEY).reserved()).isNull();
            desk.clearConflicts(theirs, TestMembers.OTHER_ATTORNEY);
            assertThat(accept(theirs, TestMembers.OTHER_ATTORNEY).status()).isEqualTo(ReferralStatus.ACCEPTED);
        }

        @Test
        void whatBecomesMostUrgentWaitsForNoReader() {
            var caseFile = broadcast(Urgency.U1, READING);
            var mine = offer(caseFile, TestMembers.ATTORNEY);
            desk.view(mine, TestMembers.ATTORNEY);
            var theirs = offer(caseFile, TestMembers.OTHER_ATTORNEY);
            desk.clearConflicts(theirs, TestMembers.OTHER_ATTORNEY);
            assertThat(shownAsReserved(caseFile)).isTrue();

            raised(caseFile, Urgency.U0);

            assertThat(shownAsReserved(caseFile)).isFalse();
            assertThat(desk.view(mine, TestMembers.ATTORNEY).reserved()).isNull();
            assertThat(accept(theirs, TestMembers.OTHER_ATTORNEY).status()).isEqualTo(ReferralStatus.ACCEPTED);
        }

        /** On the dispatchers' pages: that of the case, and the queue. */
        private boolean shownAsReserved(CaseId caseFile) {
            var onCase = desk.ofCase(caseFile).rounds().getFirst().offers().stream()
                    .anyMatch(offer -> offer.reserved() != null);
            var inQueue =
                    line(caseFile, QueueFilter.Show.ALL).offers().stream().anyMatch(offer -> offer.readUntil() != null);
            assertThat(inQueue).isEqualTo(onCase);
            return onCase;
        }

        @Test
        void isNeverMoreThanAQuarterOfWhatIsLeft() {
            var soon = clock.instant().plus(Duration.ofMinutes(20));
            var caseFile = cases.opened(
                    Cases.facts().urgency(Urgency.U1).removalFrom(soon).build());
            follow(Cases.proposed(caseFile, Route.BROADCAST, READING, List.of(), FIRST, SECOND));
            var offer = desk.view(offer(caseFile, TestMembers.ATTORNEY), TestMembers.ATTORNEY);
            assertThat(offer.reserved()).isNotNull();
            assertThat(Duration.between(clock.instant(), offer.reserved().until())
                            .multipliedBy(4))
                    .isLessThanOrEqualTo(Duration.between(clock.instant(), offer.answerDue()));
        }

        @Test
        void notAgreedNobodyReserves() {
            var caseFile = broadcast(Urgency.U1, OfferTerms.USUAL);
            assertThat(desk.view(offer(caseFile, TestMembers.ATTORNEY), TestMembers.ATTORNEY)
                            .reserved())
                    .isNull();
        }

        @Test
        void holdsForWhatADispatcherOffersToSeveralAsWell() {
            var caseFile = opened(Urgency.U3);
            follow(Cases.proposed(caseFile, Route.BY_HAND, READING, List.of(), FIRST, SECOND));
            desk.offer(new Offer(caseFile, 1, List.of(FIRST, SECOND), null), TestMembers.DISPATCHER);
            desk.view(offer(caseFile, TestMembers.ATTORNEY), TestMembers.ATTORNEY);
            assertThat(desk.view(offer(caseFile, TestMembers.OTHER_ATTORNEY), TestMembers.OTHER_ATTORNEY)
                            .reserved())
                    .matches(reserved -> !reserved.mine());
        }

        /** Both open at once, both clear, both say yes at once: one of them read it first, and one of them gets it. */
        @Test
        void hasExactlyOneWinnerHoweverTheyOpenAndAccept() throws Exception {
            var barrier = new CyclicBarrier(2);
            try (var threads = Executors.newFixedThreadPool(2)) {
                for (var race = 0; race < 100; race++) {
                    var caseFile = broadcast(Urgency.U1, READING);
                    var all = List.of(
                            racing(barrier, caseFile, TestMembers.ATTORNEY),
                            racing(barrier, caseFile, TestMembers.OTHER_ATTORNEY));
                    var outcomes = new ArrayList<String>();
                    for (var answer : threads.invokeAll(all, 30, TimeUnit.SECONDS)) {
                        try {
                            outcomes.add(answer.get());
                        } catch (ExecutionException trouble) {
                            assertThat(trouble).hasCauseInstanceOf(Rejected.class);
                            outcomes.add(((Rejected) trouble.getCause()).code());
                        }
                    }
                    assertThat(outcomes)
                            .contains("ACCEPTED")
                            .containsAnyOf("case-already-placed", "case-being-read")
                            .hasSize(2);
                }
            }
        }

        private java.util.concurrent.Callable<String> racing(CyclicBarrier barrier, CaseId caseFile, SignedIn by) {
            var offer = offer(caseFile, by);
            return () -> {
                barrier.await(20, TimeUnit.SECONDS);
                desk.view(offer, by);
                desk.clearConflicts(offer, by);
                barrier.await(20, TimeUnit.SECONDS);
                return accept(offer, by).status().name();
            };
        }

        private CaseId broadcast(Urgency urgency, OfferTerms terms) {
            var caseFile = opened(urgency);
            follow(Cases.proposed(caseFile, Route.BROADCAST, terms, List.of(), FIRST, SECOND));
            return caseFile;
        }

        private ReferralView accept(ReferralId offer, SignedIn by) {
            return desk.accept(new Acceptance(offer, Set.of()), by);
        }
    }

    @Nested
    class AtNight {

        @BeforeEach
        void late() {
            clock.pass(Duration.between(clock.instant(), LATE));
        }

        @ParameterizedTest
        @EnumSource(names = {"U0", "U1"})
        void urgentCasesAreOfferedAtOnceWhateverTheHour(Urgency urgency) {
            for (var route : List.of(Route.BROADCAST, Route.IN_ORDER, Route.ROTA)) {
                var caseFile = opened(urgency);
                follow(Cases.proposed(caseFile, route, QUIET, List.of(FIRST), FIRST));
                assertThat(offersOf(caseFile)).as(route.name()).hasSize(1);
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"U2", "U3", "U4"})
        void othersWaitForTheMorningAndTheQueueSaysSo(Urgency urgency, PublishedEvents events) {
            for (var route : List.of(Route.BROADCAST, Route.IN_ORDER, Route.ROTA)) {
                var caseFile = opened(urgency);
                var shortlist = Cases.proposed(caseFile, route, QUIET, List.of(FIRST), FIRST, SECOND);
                follow(shortlist);
                follow(shortlist);
                assertThat(offersOf(caseFile)).isEmpty();
                var line = line(caseFile, QueueFilter.Show.ALL);
                assertThat(line.state()).isEqualTo(RoutingState.RESTING);
                assertThat(line.waiting()).isEqualTo(new Waiting(WaitsFor.MORNING, LATE, MORNING, false));

                clock.pass(Duration.between(clock.instant(), MORNING));
                desk.endWaits();
                assertThat(events.ofType(WaitEnded.class)
                                .matching(ended -> ended.caseFile().equals(caseFile)))
                        .hasSize(1);
                follow(shortlist);
                assertThat(offersOf(caseFile)).isNotEmpty();
                clock.reset();
                late();
            }
        }

        @Test
        void aDeclineAtNightGoesOnInTheMorning() {
            clock.pass(Duration.ofHours(-6));
            var caseFile = opened(Urgency.U3);
            var shortlist = Cases.proposed(caseFile, Route.IN_ORDER, QUIET, List.of(), FIRST, SECOND);
            follow(shortlist);
            clock.pass(Duration.ofHours(6));
            desk.decline(
                    new Decline(offersOf(caseFile).getFirst().id(), DeclineReason.NO_CAPACITY, null),
                    TestMembers.ATTORNEY);
            follow(shortlist);
            assertThat(offersOf(caseFile)).hasSize(1);
            assertThat(state(caseFile)).isEqualTo(RoutingState.RESTING);
        }

        @Test
        void whatADispatcherOrAPlanChoseIsOfferedAtOnceButNothingFallsDueInTheNight() {
            var planned = opened(Urgency.U2);
            follow(Cases.proposed(planned, Route.IN_ORDER, QUIET, List.of(), FIRST)
                    .byAPerson());
            assertThat(offersOf(planned))
                    .singleElement()
                    .satisfies(offer -> assertThat(offer.answerDue())
                            .as("72 hours would end at night; the two hours of it come after")
                            .isEqualTo(at("2026-03-14T09:00:00")));

            var chosen = opened(Urgency.U3);
            follow(Cases.proposed(chosen, Route.IN_ORDER, QUIET, List.of(), FIRST));
            offer(chosen, SECOND);
            assertThat(NIGHT.until(offersOf(chosen).getFirst().answerDue())).isNull();
        }

        @Test
        void whoseHearingIsTooNearDoesNotWait() {
            var caseFile = cases.opened(Cases.facts()
                    .urgency(Urgency.U2)
                    .hearing(LocalDate.of(2026, 3, 13))
                    .build());
            follow(Cases.proposed(caseFile, Route.IN_ORDER, QUIET, List.of(), FIRST));
            assertThat(offersOf(caseFile))
                    .singleElement()
                    .satisfies(offer -> assertThat(offer.answerDue()).isEqualTo(at("2026-03-13T00:00:00")));
        }

        @Test
        void whoBecomesUrgentAtNightIsOfferedAtOnceAndTheirOffersKnowNoNight(PublishedEvents events) {
            var caseFile = opened(Urgency.U3);
            follow(Cases.proposed(caseFile, Route.IN_ORDER, QUIET, List.of(), FIRST));
            assertThat(state(caseFile)).isEqualTo(RoutingState.RESTING);

            raised(caseFile, Urgency.U1);
            follow(Cases.proposed(caseFile, Route.BROADCAST, QUIET, List.of(), FIRST));

            assertThat(state(caseFile)).isEqualTo(RoutingState.OFFERED);
            assertThat(events.ofType(ReferralOffered.class)
                            .matching(offered -> offered.caseFile().equals(caseFile)))
                    .singleElement()
                    .satisfies(offered -> assertThat(offered.quiet()).isNull());
        }

        @Test
        void nobodyIsLeftAtNightAsByDay() {
            var caseFile = opened(Urgency.U3);
            follow(Cases.proposed(caseFile, Route.IN_ORDER, QUIET, List.of()));
            assertThat(state(caseFile)).isEqualTo(RoutingState.NO_PROVIDER);
        }
    }

    private void raised(CaseId caseFile, Urgency urgency) {
        cases.happens(new UrgencyRaised(
                caseFile,
                Urgency.U3,
                Cases.facts().urgency(urgency).build(),
                TestMembers.VOLUNTEER.actor(),
                clock.instant()));
    }

    private CaseId opened(Urgency urgency) {
        return cases.opened(Cases.facts().urgency(urgency).build());
    }

    private void follow(ProvidersProposed proposed) {
        cases.within(() -> routing.follow(proposed));
    }

    private ReferralId offer(CaseId caseFile, OrganizationId provider) {
        return desk.offer(new Offer(caseFile, 1, List.of(provider), null), TestMembers.DISPATCHER)
                .getFirst()
                .id();
    }

    private ReferralId offer(CaseId caseFile, SignedIn by) {
        return offersOf(caseFile).stream()
                .filter(offer -> offer.provider().equals(by.organization()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private @Nullable Reserved inInbox(ReferralId offer, SignedIn by) {
        return desk.inbox(by).offers().stream()
                .filter(line -> line.id().equals(offer))
                .findFirst()
                .orElseThrow()
                .reserved();
    }

    private OrganizationId newProvider() {
        var id = OrganizationId.create();
        people.add(
                new Directory.OrganizationEntry(id, "Legal aid on call", OrganizationKind.PROVIDER, Standing.ADMITTED));
        return id;
    }

    private List<OrganizationId> asked(CaseId caseFile) {
        return offersOf(caseFile).stream().map(ReferralView::provider).toList();
    }

    private List<ReferralView> offersOf(CaseId caseFile) {
        return desk.ofCase(caseFile).rounds().getFirst().offers();
    }

    private RoutingState state(CaseId caseFile) {
        return desk.ofCase(caseFile).rounds().getFirst().state();
    }

    private Queue queue(QueueFilter.Show show) {
        return desk.queue(new QueueFilter(null, show, null));
    }

    private QueueLine line(CaseId caseFile, QueueFilter.Show show) {
        return queue(show).lines().stream()
                .filter(line -> line.caseFile().equals(caseFile))
                .findFirst()
                .orElseThrow();
    }

    private static Instant at(String onTheWall) {
        return LocalDateTime.parse(onTheWall).atZone(LegalClock.PACIFIC).toInstant();
    }
}
