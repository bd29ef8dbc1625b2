package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseOffered;
import org.amparo.intake.CasePlaced;
import org.amparo.intake.CaseUnplaced;
import org.amparo.intake.CasesMerged;
import org.amparo.intake.FileOpened;
import org.amparo.intake.MergeUndone;
import org.amparo.intake.MergerId;
import org.amparo.intake.NeedsChanged;
import org.amparo.intake.PersonMoved;
import org.amparo.intake.PersonReleased;
import org.amparo.intake.UrgencyRaised;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.Directory;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.OrganizationSuspended;
import org.amparo.membership.SignedIn;
import org.amparo.membership.Standing;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestMembers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.PublishedEvents;
import org.springframework.modulith.test.Scenario;
import org.springframework.test.context.TestConstructor;

@ApplicationModuleTest
@Import(ReferralsTesting.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ReferralsModuleTests {

    private static final OrganizationId FIRST = TestMembers.PROVIDER;
    private static final OrganizationId SECOND = TestMembers.OTHER_PROVIDER;

    private final ReferralsDesk desk;
    private final Routing routing;
    private final Cases cases;
    private final MovableClock clock;
    private final ReferralsTesting.People people;
    private final IncompleteEventPublications publications;

    ReferralsModuleTests(
            ReferralsDesk desk,
            Routing routing,
            Cases cases,
            MovableClock clock,
            ReferralsTesting.People people,
            IncompleteEventPublications publications) {
        this.publications = publications;
        this.routing = routing;
        this.desk = desk;
        this.cases = cases;
        this.clock = clock;
        this.people = people;
    }

    @BeforeEach
    void startAgain() {
        clock.reset();
    }

    @Nested
    class RoutesByItself {

        @Test
        void asksSeveralAtOnceWhenTheCaseIsUrgent(Scenario scenario) {
            var more = newProviders(3);
            var caseFile = cases.opened();

            scenario.publish(Cases.proposed(
                            caseFile, Route.BROADCAST, FIRST, SECOND, more.get(0), more.get(1), more.get(2)))
                    .andWaitForStateChange(() -> offersOf(caseFile), offers -> !offers.isEmpty())
                    .andVerify(offers -> assertThat(offers)
                            .hasSize(3)
                            .allSatisfy(offer -> {
                                assertThat(offer.status()).isEqualTo(ReferralStatus.OFFERED);
                                assertThat(offer.route()).isEqualTo(Route.BROADCAST);
                            })
                            .extracting(ReferralView::provider)
                            .containsExactlyInAnyOrder(FIRST, SECOND, more.get(0)));
        }

        @Test
        void asksOneAfterTheOtherOtherwise(Scenario scenario) {
            var caseFile = cases.opened(Cases.facts().urgency(Urgency.U3).build());

            scenario.publish(Cases.proposed(caseFile, Route.IN_ORDER, FIRST, SECOND))
                    .andWaitForStateChange(() -> offersOf(caseFile), offers -> !offers.isEmpty())
                    .andVerify(offers -> assertThat(offers)
                            .singleElement()
                            .extracting(ReferralView::provider)
                            .isEqualTo(FIRST));
        }

        @Test
        void announcesTheOfferToIntakeInItsOwnTransaction(Scenario scenario) {
            var caseFile = cases.opened();

            scenario.publish(Cases.proposed(caseFile, Route.IN_ORDER, FIRST))
                    .andWaitForEventOfType(ReferralOffered.class)
                    .matching(offered -> offered.caseFile().equals(caseFile))
                    .toArriveAndVerify(offered -> {
                        assertThat(offered).isInstanceOf(CaseOffered.class);
                        assertThat(offered.provider()).isEqualTo(FIRST);
                        assertThat(offered.actor().isSystem()).isTrue();
                    });
        }

        @Test
        void changesNothingWhenAShortlistIsHeardTwice(Scenario scenario) {
            var caseFile = cases.opened();
            var shortlist = Cases.proposed(caseFile, Route.BROADCAST, FIRST, SECOND);

            scenario.publish(shortlist)
                    .andWaitForStateChange(() -> offersOf(caseFile), offers -> offers.size() == 2)
                    .andVerify(offers -> follow(shortlist));

            assertThat(offersOf(caseFile)).hasSize(2);
        }

        /** Two files about one person are routed once; what was offered goes on. */
        @Test
        void offersNothingNewForACaseThatIsLinkedToAnother() {
            var caseFile = cases.opened();
            var made = offer(caseFile, FIRST);
            var merger = MergerId.create();
            cases.happens(
                    new CasesMerged(caseFile, CaseId.create(), merger, TestMembers.VOLUNTEER.actor(), clock.instant()));

            follow(Cases.proposed(caseFile, Route.BROADCAST, FIRST, SECOND));
            assertThat(offersOf(caseFile)).extracting(ReferralView::id).containsExactly(made.id());
            assertThatExceptionOfType(Rejected.class)
                    .isThrownBy(() -> offer(caseFile, SECOND))
                    .matches(rejected -> rejected.code().equals("case-linked"));
            assertThat(desk.find(made.id(), TestMembers.ATTORNEY).status().isLive())
                    .isTrue();

            cases.happens(new MergeUndone(
                    caseFile,
                    CaseId.create(),
                    merger,
                    Cases.facts().build(),
                    TestMembers.VOLUNTEER.actor(),
                    clock.instant()));
            follow(Cases.proposed(caseFile, Route.BROADCAST, FIRST, SECOND));
            assertThat(offersOf(caseFile)).hasSize(2);
        }

        @Test
        void neverAsksAgainWhoSaidNoOrLetItExpire() {
            var caseFile = cases.opened();
            var declined = offer(caseFile, FIRST);
            desk.decline(new Decline(declined.id(), DeclineReason.LANGUAGE, null), TestMembers.ATTORNEY);
            offer(caseFile, SECOND);
            clock.pass(Duration.ofDays(2));
            desk.expireOverdue();

            follow(Cases.proposed(caseFile, Route.BROADCAST, FIRST, SECOND));

            assertThat(offersOf(caseFile))
                    .extracting(ReferralView::status)
                    .containsExactlyInAnyOrder(ReferralStatus.DECLINED, ReferralStatus.EXPIRED);
            assertThat(state(caseFile)).isEqualTo(RoutingState.NO_PROVIDER);
        }

        @Test
        void movesOnToTheNextProviderAfterANo() {
            var caseFile = cases.opened();
            follow(Cases.proposed(caseFile, Route.IN_ORDER, FIRST, SECOND));
            desk.decline(
                    new Decline(offersOf(caseFile).getFirst().id(), DeclineReason.NO_CAPACITY, null),
                    TestMembers.ATTORNEY);
            assertThat(state(caseFile)).isEqualTo(RoutingState.WAITING);

            follow(Cases.proposed(caseFile, Route.IN_ORDER, SECOND));

            assertThat(state(caseFile)).isEqualTo(RoutingState.OFFERED);
            assertThat(offersOf(caseFile).getFirst().provider()).isEqualTo(SECOND);
        }

        @Test
        void asksNobodyWithoutConsent() {
            var caseFile = cases.opened(Cases.facts().withoutConsent().build());

            follow(Cases.proposed(caseFile, Route.BROADCAST, FIRST));

            assertThat(offersOf(caseFile)).isEmpty();
            assertThat(state(caseFile)).isEqualTo(RoutingState.NO_CONSENT);
        }

        @Test
        void asksNobodyWhoIsSuspended() {
            var caseFile = cases.opened();

            follow(Cases.proposed(caseFile, Route.BROADCAST, TestMembers.SUSPENDED_PROVIDER, FIRST));

            assertThat(offersOf(caseFile))
                    .singleElement()
                    .extracting(ReferralView::provider)
                    .isEqualTo(FIRST);
        }

        @Test
        void remembersThatNobodyIsLeftToAsk() {
            var caseFile = cases.opened();
            assertThat(state(caseFile)).isEqualTo(RoutingState.ROUTING);

            follow(Cases.proposed(caseFile, Route.BROADCAST));

            assertThat(state(caseFile)).isEqualTo(RoutingState.NO_PROVIDER);
        }

        @Test
        void isTriedAgainWhenItFails(Scenario scenario) {
            var caseFile = cases.opened();
            people.failOnce();

            scenario.publish(Cases.proposed(caseFile, Route.IN_ORDER, FIRST))
                    .andWaitForStateChange(
                            () -> {
                                publications.resubmitIncompletePublications(publication -> true);
                                return offersOf(caseFile);
                            },
                            offers -> !offers.isEmpty())
                    .andVerify(offers -> assertThat(offers).hasSize(1));
        }
    }

    @Nested
    class HearsOfTheCase {

        @Test
        void takesLiveOffersBackWhenConsentIsWithdrawn(PublishedEvents events) {
            var caseFile = cases.opened();
            offer(caseFile, FIRST, SECOND);

            cases.consentWithdrawn(caseFile);

            assertThat(offersOf(caseFile)).allSatisfy(offer -> {
                assertThat(offer.status()).isEqualTo(ReferralStatus.WITHDRAWN);
                assertThat(offer.withdrawReason()).isEqualTo(WithdrawReason.CONSENT_WITHDRAWN);
            });
            assertThat(events.ofType(CaseUnplaced.class)
                            .matching(event -> event.caseFile().equals(caseFile)))
                    .hasSize(2);
            assertThat(state(caseFile)).isEqualTo(RoutingState.NO_CONSENT);
        }

        @Test
        void mayAskTheSameProviderOnceConsentIsGivenAgain() {
            var caseFile = cases.opened();
            offer(caseFile, FIRST);
            cases.consentWithdrawn(caseFile);

            cases.consentGiven(caseFile, Cases.facts().build());
            follow(Cases.proposed(caseFile, Route.IN_ORDER, FIRST));

            assertThat(offersOf(caseFile).getFirst().status()).isEqualTo(ReferralStatus.OFFERED);
        }

        @Test
        void takesLiveOffersBackWhenTheCaseIsClosed() {
            var caseFile = cases.opened();
            offer(caseFile, FIRST);

            cases.closed(caseFile);

            assertThat(offersOf(caseFile).getFirst().withdrawReason()).isEqualTo(WithdrawReason.CASE_CLOSED);
            assertThat(state(caseFile)).isEqualTo(RoutingState.CLOSED);
        }

        @Test
        void opensTheQuestionAgainWhenThePersonIsMoved() {
            var caseFile = cases.opened();
            offer(caseFile, FIRST);

            moved(caseFile, TestCatalog.OTAY_MESA);

            assertThat(offersOf(caseFile).getFirst().held()).isTrue();
            assertThat(line(caseFile).facts().facility()).isEqualTo(TestCatalog.OTAY_MESA);
        }

        @Test
        void keepsOffersWhenThePersonWasOnlySeenWhereTheyWere() {
            var caseFile = cases.opened();
            offer(caseFile, FIRST);

            moved(caseFile, TestCatalog.ADELANTO);

            assertThat(offersOf(caseFile).getFirst().status()).isEqualTo(ReferralStatus.OFFERED);
            assertThat(offersOf(caseFile).getFirst().held()).isFalse();
        }

        @Test
        void endsLiveOffersSoonerWhenTheCaseBecomesUrgent() {
            var caseFile = cases.opened(Cases.facts().urgency(Urgency.U3).build());
            var offer = offer(caseFile, FIRST);
            clock.pass(Duration.ofHours(1));

            cases.happens(new UrgencyRaised(
                    caseFile,
                    Urgency.U3,
                    Cases.facts().urgency(Urgency.U0).build(),
                    TestMembers.VOLUNTEER.actor(),
                    clock.instant()));

            var hastened = desk.find(offer.id(), TestMembers.DISPATCHER);
            assertThat(hastened.answerDue()).isEqualTo(clock.instant().plus(Duration.ofHours(2)));
            assertThat(line(caseFile).due()).isEqualTo(clock.instant().plus(Duration.ofHours(2)));
            assertThat(line(caseFile).facts().urgency()).isEqualTo(Urgency.U0);
        }

        @Test
        void endsLiveOffersSoonerWhenAHearingBecomesKnown() {
            var caseFile = cases.opened(Cases.facts().urgency(Urgency.U3).build());
            var offer = offer(caseFile, FIRST);

            needsChanged(
                    caseFile,
                    Cases.facts()
                            .urgency(Urgency.U3)
                            .hearing(LocalDate.of(2026, 3, 12))
                            .build());

            assertThat(desk.find(offer.id(), TestMembers.DISPATCHER).dueBecause())
                    .isEqualTo(DueReason.HEARING);
        }

        @Test
        void neverGivesAnOfferMoreTimeThanItWasTold() {
            var caseFile = cases.opened(Cases.facts().urgency(Urgency.U1).build());
            var offer = offer(caseFile, FIRST);

            needsChanged(caseFile, Cases.facts().urgency(Urgency.U3).build());

            assertThat(desk.find(offer.id(), TestMembers.DISPATCHER).answerDue())
                    .isEqualTo(offer.answerDue());
        }

        @Test
        void asksForTheResidualNeedAsARoundOfItsOwn() {
            var caseFile = cases.opened();
            var accepted = accepted(caseFile);

            needsChanged(
                    caseFile,
                    Cases.facts().round(2).needs(Service.FULL_REMOVAL_DEFENSE).build());

            var rounds = desk.ofCase(caseFile).rounds();
            assertThat(rounds)
                    .extracting(CaseReferrals.Round::state)
                    .containsExactly(RoutingState.ROUTING, RoutingState.PLACED);
            assertThat(rounds.getFirst().needs()).containsExactly(Service.FULL_REMOVAL_DEFENSE);
            assertThat(desk.find(accepted.id(), TestMembers.ATTORNEY).status()).isEqualTo(ReferralStatus.ACCEPTED);
        }

        @Test
        void keepsWhatAnotherOpenRoundNeeds() {
            var caseFile = cases.opened();
            accepted(caseFile);
            needsChanged(caseFile, Cases.facts().round(2).needs(Service.HABEAS).build());
            needsChanged(
                    caseFile,
                    Cases.facts()
                            .round(3)
                            .needs(Service.BOND)
                            .urgency(Urgency.U0)
                            .build());

            assertThat(desk.ofCase(caseFile).rounds())
                    .extracting(CaseReferrals.Round::needs)
                    .startsWith(Set.of(Service.BOND), Set.of(Service.HABEAS));
        }

        @Test
        void keepsTheCaseInTheQueueWhenThePersonIsReleased() {
            var caseFile = cases.opened();

            cases.happens(new PersonReleased(
                    caseFile,
                    Cases.facts().urgency(Urgency.U4).build(),
                    TestMembers.VOLUNTEER.actor(),
                    clock.instant()));

            assertThat(line(caseFile).facts().urgency()).isEqualTo(Urgency.U4);
        }

        private void moved(CaseId caseFile, org.amparo.kernel.FacilityCode facility) {
            cases.happens(new PersonMoved(
                    caseFile,
                    TestCatalog.ADELANTO,
                    Cases.facts().at(facility).build(),
                    TestMembers.VOLUNTEER.actor(),
                    clock.instant()));
        }

        private void needsChanged(CaseId caseFile, org.amparo.intake.CaseFacts facts) {
            cases.happens(new NeedsChanged(caseFile, facts, TestMembers.VOLUNTEER.actor(), clock.instant()));
        }
    }

    @Nested
    class HearsOfTheEnd {

        @Test
        void recallsTheOffersOfASuspendedOrganization(Scenario scenario) {
            var caseFile = cases.opened();
            offer(caseFile, FIRST, SECOND);

            scenario.publish(new OrganizationSuspended(FIRST, TestMembers.STEWARD.actor(), clock.instant()))
                    .andWaitForEventOfType(ReferralWithdrawn.class)
                    .matching(withdrawn -> withdrawn.caseFile().equals(caseFile))
                    .toArriveAndVerify(withdrawn -> {
                        assertThat(withdrawn.provider()).isEqualTo(FIRST);
                        assertThat(withdrawn.reason()).isEqualTo(WithdrawReason.PROVIDER_SUSPENDED);
                    });

            assertThat(offersOf(caseFile))
                    .filteredOn(offer -> offer.provider().equals(SECOND))
                    .extracting(ReferralView::status)
                    .containsExactly(ReferralStatus.OFFERED);
        }

        @Test
        void concludesTheReferralWhenTheServiceHasEnded(Scenario scenario) {
            var caseFile = cases.opened();
            var accepted = accepted(caseFile);

            scenario.publish(new Cases.Ended(accepted.id(), TestMembers.ATTORNEY.actor(), clock.instant()))
                    .andWaitForEventOfType(ReferralConcluded.class)
                    .matching(concluded -> concluded.referral().equals(accepted.id()))
                    .toArriveAndVerify(concluded -> assertThat(concluded).isInstanceOf(CaseUnplaced.class));

            assertThat(state(caseFile)).isEqualTo(RoutingState.CONCLUDED);
        }
    }

    @Nested
    class Answers {

        @Test
        void opensTheFileThenPlacesTheCaseAndTakesTheOtherOffersBack(PublishedEvents events) {
            var caseFile = cases.opened();
            var offers = offerAll(caseFile, FIRST, SECOND);

            desk.view(offers.getFirst().id(), TestMembers.ATTORNEY);
            desk.clearConflicts(offers.getFirst().id(), TestMembers.ATTORNEY);
            var accepted =
                    desk.accept(new Acceptance(offers.getFirst().id(), Set.of(Service.BOND)), TestMembers.ATTORNEY);

            assertThat(accepted.scope()).containsExactly(Service.BOND);
            assertThat(events.ofType(FileOpened.class)
                            .matching(event -> event.caseFile().equals(caseFile)))
                    .hasSize(1);
            assertThat(events.ofType(CasePlaced.class)
                            .matching(event -> event.caseFile().equals(caseFile)))
                    .singleElement()
                    .extracting(CasePlaced::provider)
                    .isEqualTo(FIRST);
            assertThat(events.ofType(ReferralWithdrawn.class)
                            .matching(event -> event.caseFile().equals(caseFile)))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.provider()).isEqualTo(SECOND);
                        assertThat(event.reason()).isEqualTo(WithdrawReason.PLACED_ELSEWHERE);
                    });
            assertThat(state(caseFile)).isEqualTo(RoutingState.PLACED);
        }

        @Test
        void acceptsTwiceAsOnce(PublishedEvents events) {
            var caseFile = cases.opened();
            var accepted = accepted(caseFile);

            var again = desk.accept(new Acceptance(accepted.id(), Set.of(Service.HABEAS)), TestMembers.ATTORNEY);

            assertThat(again.scope()).isEqualTo(accepted.scope());
            assertThat(events.ofType(ReferralAccepted.class)
                            .matching(event -> event.caseFile().equals(caseFile)))
                    .hasSize(1);
        }

        @Test
        void tellsTheSecondThatTheCaseIsPlaced() {
            var caseFile = cases.opened();
            var offers = offerAll(caseFile, FIRST, SECOND);
            desk.clearConflicts(offers.getLast().id(), TestMembers.OTHER_ATTORNEY);
            accept(offers.getFirst().id(), TestMembers.ATTORNEY);

            assertRejected(
                    "case-already-placed",
                    () -> desk.accept(new Acceptance(offers.getLast().id(), Set.of()), TestMembers.OTHER_ATTORNEY));
        }

        @Test
        void refusesALateAnswerBeforeTheScheduleHasRun() {
            var offer = offer(cases.opened(), FIRST);
            desk.clearConflicts(offer.id(), TestMembers.ATTORNEY);
            clock.pass(Duration.ofDays(1));

            assertThat(desk.view(offer.id(), TestMembers.ATTORNEY).status()).isEqualTo(ReferralStatus.EXPIRED);
            assertThat(desk.view(offer.id(), TestMembers.ATTORNEY).facts()).isNull();
            assertRejected(
                    "offer-expired", () -> desk.accept(new Acceptance(offer.id(), Set.of()), TestMembers.ATTORNEY));
            assertRejected(
                    "offer-expired",
                    () -> desk.decline(new Decline(offer.id(), DeclineReason.NO_CAPACITY, null), TestMembers.ATTORNEY));
            assertThat(desk.inbox(TestMembers.ATTORNEY).offers())
                    .extracting(InboxLine::id)
                    .doesNotContain(offer.id());
        }

        @Test
        void expiresWhatNobodyAnsweredInTime(PublishedEvents events) {
            var caseFile = cases.opened();
            offer(caseFile, FIRST);
            assertThat(desk.expireOverdue()).isZero();
            clock.pass(Duration.ofDays(1));

            assertThat(desk.expireOverdue()).isPositive();
            assertThat(desk.expireOverdue()).isZero();
            assertThat(events.ofType(ReferralExpired.class)
                            .matching(event -> event.caseFile().equals(caseFile)))
                    .hasSize(1);
        }

        @Test
        void forbidsTheMeritsAsAReason() {
            var offer = offer(cases.opened(), FIRST);

            assertRejected(
                    "merits-not-allowed",
                    () -> desk.decline(new Decline(offer.id(), DeclineReason.MERITS, null), TestMembers.ATTORNEY));
            assertThat(desk.declineReasons()).doesNotContain(DeclineReason.MERITS);
        }

        @Test
        void reportsAConflictAsANo() {
            var offer = offer(cases.opened(), FIRST);

            assertThat(desk.reportConflict(offer.id(), TestMembers.ATTORNEY).declineReason())
                    .isEqualTo(DeclineReason.CONFLICT);
        }

        @Test
        void hidesForeignOffers() {
            var offer = offer(cases.opened(), FIRST);
            var deeds = List.<ThrowingCallable>of(
                    () -> desk.find(offer.id(), TestMembers.OTHER_ATTORNEY),
                    () -> desk.view(offer.id(), TestMembers.OTHER_ATTORNEY),
                    () -> desk.clearConflicts(offer.id(), TestMembers.OTHER_ATTORNEY),
                    () -> desk.accept(new Acceptance(offer.id(), Set.of()), TestMembers.OTHER_ATTORNEY),
                    () -> desk.reportConflict(offer.id(), TestMembers.OTHER_ATTORNEY),
                    () -> desk.find(offer.id(), TestMembers.LEAD),
                    () -> desk.find(ReferralId.create(), TestMembers.ATTORNEY));

            assertThat(deeds)
                    .allSatisfy(
                            deed -> assertThatExceptionOfType(NotFound.class).isThrownBy(deed));
        }
    }

    @Nested
    class OffersByHand {

        @Test
        void refusesAProviderWhoHoldsALiveOffer() {
            var caseFile = cases.opened();
            offer(caseFile, FIRST);

            assertRejected("already-offered", () -> offer(caseFile, SECOND, FIRST));
            assertThat(offersOf(caseFile)).hasSize(1);
        }

        @Test
        void mayAskAgainWhoSaidNo() {
            var caseFile = cases.opened();
            var declined = offer(caseFile, FIRST);
            desk.decline(new Decline(declined.id(), DeclineReason.NO_CAPACITY, null), TestMembers.ATTORNEY);

            assertThat(offer(caseFile, FIRST).status()).isEqualTo(ReferralStatus.OFFERED);
        }

        @Test
        void refusesProvidersWhoMayNotTakePart() {
            var caseFile = cases.opened();

            assertRejected("provider-unavailable", () -> offer(caseFile, TestMembers.SUSPENDED_PROVIDER));
            assertRejected("provider-unavailable", () -> offer(caseFile, TestMembers.HOTLINE));
            assertRejected("provider-unavailable", () -> offer(caseFile, OrganizationId.create()));
            assertRejected(
                    "providers-missing",
                    () -> desk.offer(new Offer(caseFile, 1, List.of(), null), TestMembers.DISPATCHER));
        }

        @Test
        void chargesOnlyAFundTheProviderHolds() {
            people.add(new Directory.FundEntry(Cases.FUND, "County fund", Set.of(FIRST), List.of()));
            var caseFile = cases.opened();

            assertRejected(
                    "fund-not-held",
                    () -> desk.offer(new Offer(caseFile, 1, List.of(SECOND), Cases.FUND), TestMembers.DISPATCHER));
            assertThat(desk.offer(new Offer(caseFile, 1, List.of(FIRST), Cases.FUND), TestMembers.DISPATCHER))
                    .singleElement()
                    .extracting(ReferralView::fundName)
                    .isEqualTo("County fund");
        }

        @Test
        void refusesACaseNobodyMayBeAskedFor() {
            var withoutConsent = cases.opened(Cases.facts().withoutConsent().build());
            var closed = cases.opened();
            cases.closed(closed);
            var placed = cases.opened();
            accepted(placed);

            assertRejected("consent-missing", () -> offer(withoutConsent, FIRST));
            assertRejected("case-closed", () -> offer(closed, FIRST));
            assertRejected("case-already-placed", () -> offer(placed, SECOND));
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> offer(CaseId.create(), FIRST));
        }

        @Test
        void isTakenBackOnce() {
            var offer = offer(cases.opened(), FIRST);

            assertThat(desk.withdraw(offer.id(), TestMembers.DISPATCHER).withdrawReason())
                    .isEqualTo(WithdrawReason.BY_DISPATCHER);
            assertRejected("offer-withdrawn", () -> desk.withdraw(offer.id(), TestMembers.DISPATCHER));
        }
    }

    /** Has a shortlist followed at once, where a test is not about hearing it. */
    private void follow(Cases.Proposed shortlist) {
        cases.within(() -> routing.follow(shortlist));
    }

    private List<OrganizationId> newProviders(int count) {
        var providers = new ArrayList<OrganizationId>();
        for (var i = 0; i < count; i++) {
            var id = OrganizationId.create();
            people.add(new Directory.OrganizationEntry(
                    id, "Legal aid " + i, OrganizationKind.PROVIDER, Standing.ADMITTED));
            providers.add(id);
        }
        return providers;
    }

    private ReferralView offer(CaseId caseFile, OrganizationId... providers) {
        return offerAll(caseFile, providers).getFirst();
    }

    private List<ReferralView> offerAll(CaseId caseFile, OrganizationId... providers) {
        return desk.offer(new Offer(caseFile, 1, List.of(providers), null), TestMembers.DISPATCHER);
    }

    private ReferralView accepted(CaseId caseFile) {
        return accept(offer(caseFile, FIRST).id(), TestMembers.ATTORNEY);
    }

    private ReferralView accept(ReferralId id, SignedIn by) {
        desk.clearConflicts(id, by);
        return desk.accept(new Acceptance(id, Set.of()), by);
    }

    private List<ReferralView> offersOf(CaseId caseFile) {
        return desk.ofCase(caseFile).rounds().stream()
                .flatMap(round -> round.offers().stream())
                .toList();
    }

    private RoutingState state(CaseId caseFile) {
        return desk.ofCase(caseFile).rounds().getFirst().state();
    }

    private QueueLine line(CaseId caseFile) {
        return desk.queue(QueueFilter.ALL).lines().stream()
                .filter(line -> line.caseFile().equals(caseFile))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRejected(String code, ThrowingCallable call) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(call)
                .extracting(Rejected::code)
                .isEqualTo(code);
    }
}
