package org.amparo.matching;

import static org.amparo.matching.Given.caseFile;
import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.practicing;
import static org.amparo.support.TestCatalog.CALIFORNIA_CITY;
import static org.amparo.support.TestCatalog.SPANISH;
import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.VOLUNTEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.amparo.intake.CaseClosed;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseOpened;
import org.amparo.intake.CloseReason;
import org.amparo.intake.ConsentGiven;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.NeedsChanged;
import org.amparo.intake.PersonMoved;
import org.amparo.intake.PersonReleased;
import org.amparo.intake.UrgencyRaised;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.Directory;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRulesChanged;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationReinstated;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.Objection;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.referrals.ReferralConcluded;
import org.amparo.referrals.ReferralDeclined;
import org.amparo.referrals.ReferralExpired;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralOffered;
import org.amparo.referrals.ReferralWithdrawn;
import org.amparo.referrals.Reopening;
import org.amparo.referrals.Route;
import org.amparo.referrals.WaitEnded;
import org.amparo.referrals.WaitsFor;
import org.amparo.referrals.WithdrawReason;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.Scenario;
import org.springframework.transaction.support.TransactionTemplate;

/** What matching hears and what it says. */
@ApplicationModuleTest
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class MatchingModuleTests {

    private static final AtomicInteger CASES = new AtomicInteger(1_000);
    private static final HumanReference REFERENCE = HumanReference.of("K7MR4QX");

    private final MatchingDesk desk;
    private final CapacityUses uses;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final IncompleteEventPublications stalled;
    private final PracticeBook book;
    private final PromisesDesk promises;
    private final RotaDesk rota;
    private final RotaBook rotas;
    private final RoutingInForce inForce;
    private final Redrawing redrawing;
    private final Practices practices;
    private final Directory directory;
    private final TransactionTemplate transactions;
    private final RulesInForce rules;
    private final CaseId caseFile = caseFile(CASES.incrementAndGet());

    MatchingModuleTests(
            MatchingDesk desk,
            CapacityUses uses,
            JdbcClient jdbc,
            Clock clock,
            IncompleteEventPublications stalled,
            PracticeBook book,
            PromisesDesk promises,
            RotaDesk rota,
            RotaBook rotas,
            RoutingInForce inForce,
            Redrawing redrawing,
            Practices practices,
            Directory directory,
            TransactionTemplate transactions,
            RulesInForce rules) {
        this.desk = desk;
        this.uses = uses;
        this.jdbc = jdbc;
        this.clock = clock;
        this.stalled = stalled;
        this.book = book;
        this.promises = promises;
        this.rota = rota;
        this.rotas = rotas;
        this.inForce = inForce;
        this.redrawing = redrawing;
        this.practices = practices;
        this.directory = directory;
        this.transactions = transactions;
        this.rules = rules;
    }

    @BeforeEach
    void twoProvidersAndNoCase() {
        jdbc.sql(
                        "TRUNCATE matching.practice, matching.capacity, matching.capacity_use, matching.routed_case, matching.asked, matching.shortlist")
                .update();
        jdbc.sql("DELETE FROM matching.routing_settings WHERE version > 2").update();
        jdbc.sql("DELETE FROM matching.rota").update();
        transactions.executeWithoutResult(status -> {
            rotas.forgetAfterCommit();
            inForce.forgetAfterCommit();
        });
        jdbc.sql("DELETE FROM event_publication").update();
        book.turnPage();
        book.sheets(); // versions begin anew after a TRUNCATE, as they never do otherwise
        desk.describe(describe(PROVIDER, practicing().offering()), ATTORNEY);
        desk.describe(
                describe(
                        OTHER_PROVIDER,
                        practicing().languages(SPANISH).relays(TestCatalog.MAM).offering()),
                OTHER_ATTORNEY);
    }

    @Test
    void drawsAShortlistForAnOpenedCaseBestFirst(Scenario scenario) {
        scenario.publish(opened(facts().build()))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.caseFile().equals(caseFile))
                .toArriveAndVerify(drawn -> {
                    assertThat(drawn.proposals()).extracting("provider").containsExactly(PROVIDER, OTHER_PROVIDER);
                    assertThat(drawn.route()).isEqualTo(Route.BROADCAST);
                    assertThat(drawn.round()).isEqualTo(1);
                });
    }

    @Test
    void sendsALessUrgentCaseToOneAfterTheOther(Scenario scenario) {
        scenario.publish(opened(facts().urgency(Urgency.U3).build()))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.caseFile().equals(caseFile))
                .toArriveAndVerify(drawn -> assertThat(drawn.route()).isEqualTo(Route.IN_ORDER));
    }

    @Test
    void tellsThatNobodyCanAndWhy(Scenario scenario) {
        scenario.publish(opened(facts().at(CALIFORNIA_CITY).build()))
                .andWaitForEventOfType(NoProviderFound.class)
                .matching(unmet -> unmet.caseFile().equals(caseFile))
                .toArriveAndVerify(unmet -> {
                    assertThat(unmet.cause()).isEqualTo(UnmetCause.PLACE);
                    assertThat(unmet.urgency()).isEqualTo(Urgency.U1);
                });
        assertThat(shortlist().cause()).isEqualTo(UnmetCause.PLACE);
    }

    @Test
    void keepsTheReasonsOfEveryProvider(Scenario scenario) {
        draw(scenario, facts().build());
        var entries = shortlist().entries();
        assertThat(entries).hasSize(3);
        assertThat(entries).extracting(EntryView::rank).containsExactly(1, 2, null);
        assertThat(entries.get(0).verdicts()).hasSize(Rule.values().length);
        assertThat(entries.get(1).verdicts()).extracting(Verdict::reason).contains("language.relay");
        assertThat(entries.get(2).verdicts()).extracting(Verdict::reason).contains("standing.suspended");
        assertThat(entries.get(0).parts()).hasSize(ScorePart.values().length);
    }

    @Test
    void withoutConsentNobodyIsToldThatNobodyCan(Scenario scenario) {
        scenario.publish(opened(facts().at(CALIFORNIA_CITY).withoutConsent().build()))
                .andWaitForStateChange(() -> shortlist().drawnAt())
                .andVerify(drawn -> assertThat(shortlist().cause()).isEqualTo(UnmetCause.PLACE));
        assertThat(jdbc.sql("SELECT told_cause FROM matching.shortlist")
                        .query((row, number) -> row.getString(1) == null)
                        .single())
                .isTrue();
        scenario.publish(new ConsentGiven(caseFile, facts().at(CALIFORNIA_CITY).build(), false, Actor.system(), now()))
                .andWaitForEventOfType(NoProviderFound.class)
                .matching(unmet -> unmet.caseFile().equals(caseFile))
                .toArrive();
    }

    @Test
    void drawsAgainWhenFactsChange(Scenario scenario) {
        draw(scenario, facts().urgency(Urgency.U3).build());
        var moved = facts().urgency(Urgency.U3).at(CALIFORNIA_CITY).build();
        scenario.publish(new PersonMoved(caseFile, TestCatalog.ADELANTO, moved, Actor.system(), now()))
                .andWaitForEventOfType(NoProviderFound.class)
                .matching(unmet -> unmet.cause() == UnmetCause.PLACE)
                .toArrive();
        var back = facts().urgency(Urgency.U1).build();
        scenario.publish(new UrgencyRaised(caseFile, Urgency.U3, back, Actor.system(), now()))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.route() == Route.BROADCAST)
                .toArriveAndVerify(drawn -> assertThat(drawn.proposals()).hasSize(2));
        scenario.publish(
                        new NeedsChanged(caseFile, facts().needs(Service.HABEAS).build(), Actor.system(), now()))
                .andWaitForEventOfType(NoProviderFound.class)
                .matching(unmet -> unmet.cause() == UnmetCause.SERVICE)
                .toArrive();
        scenario.publish(new PersonReleased(
                        caseFile,
                        facts().custody(CustodyStatus.RELEASED).at(null).build(),
                        Actor.system(),
                        now()))
                .andWaitForEventOfType(NoProviderFound.class)
                .matching(unmet -> unmet.cause() == UnmetCause.PLACE)
                .toArrive();
    }

    @Test
    void looksAgainAtWhoIsAskedWhenThePersonIsMoved(Scenario scenario) {
        desk.describe(
                describe(
                        OTHER_PROVIDER,
                        practicing()
                                .facilities(TestCatalog.ADELANTO, CALIFORNIA_CITY)
                                .offering()),
                OTHER_ATTORNEY);
        draw(scenario, facts().build());
        offer(scenario, PROVIDER);
        offer(scenario, OTHER_PROVIDER);
        var told = now();
        scenario.publish(new PersonMoved(
                        caseFile,
                        TestCatalog.ADELANTO,
                        facts().at(CALIFORNIA_CITY).build(),
                        Actor.system(),
                        told))
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked -> {
                    assertThat(looked.because()).isEqualTo(Reopening.MOVED);
                    assertThat(looked.told()).isEqualTo(told);
                    assertThat(objections(looked))
                            .containsEntry(PROVIDER, Objection.PLACE)
                            .containsEntry(OTHER_PROVIDER, null);
                });
    }

    @Test
    void looksAgainAtWhoIsAskedWhenThePersonIsReleased(Scenario scenario) {
        draw(scenario, facts().build());
        offer(scenario, PROVIDER);
        scenario.publish(new PersonReleased(
                        caseFile,
                        facts().custody(CustodyStatus.RELEASED).at(null).build(),
                        Actor.system(),
                        now()))
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked -> {
                    assertThat(looked.because()).isEqualTo(Reopening.RELEASED);
                    assertThat(objections(looked)).containsEntry(PROVIDER, Objection.PLACE);
                });
    }

    @Test
    void looksAgainAtWhoIsAskedWhenOtherFactsAreTold(Scenario scenario) {
        draw(scenario, facts().build());
        offer(scenario, PROVIDER);
        scenario.publish(
                        new NeedsChanged(caseFile, facts().needs(Service.HABEAS).build(), Actor.system(), now()))
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked -> assertThat(objections(looked)).containsEntry(PROVIDER, Objection.SERVICE));
    }

    @Test
    void looksAgainAtWhoHasTheCase(Scenario scenario) {
        draw(scenario, facts().build());
        var referral = offer(scenario, PROVIDER);
        scenario.publish(accepted(referral, facts().build()))
                .andWaitForEventOfType(CapacityChanged.class)
                .toArrive();
        scenario.publish(new PersonMoved(
                        caseFile,
                        TestCatalog.ADELANTO,
                        facts().at(CALIFORNIA_CITY).build(),
                        Actor.system(),
                        now()))
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked -> {
                    assertThat(looked.round()).isEqualTo(1);
                    assertThat(objections(looked)).containsOnlyKeys(PROVIDER).containsValue(Objection.PLACE);
                });
    }

    @Test
    void looksAgainAtWhoIsAskedWhenTheirRoomHasEndedAndOthersHaveSome(Scenario scenario) {
        desk.setCapacity(new SetCapacity(PROVIDER, Map.of(Service.BOND, 1), Taking.OPEN), ATTORNEY);
        draw(scenario, facts().build());
        offer(scenario, PROVIDER);
        scenario.stimulate(() ->
                        desk.setCapacity(new SetCapacity(PROVIDER, Map.of(Service.BOND, 0), Taking.OPEN), ATTORNEY))
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked -> {
                    assertThat(looked.because()).isEqualTo(Reopening.CAPACITY);
                    assertThat(objections(looked)).containsEntry(PROVIDER, Objection.CAPACITY);
                });
    }

    @Test
    void holdsMissingRoomAgainstNobodyWhereNobodyElseHasSome(Scenario scenario) {
        desk.setCapacity(new SetCapacity(PROVIDER, Map.of(Service.BOND, 1), Taking.OPEN), ATTORNEY);
        desk.setCapacity(new SetCapacity(OTHER_PROVIDER, Map.of(Service.BOND, 0), Taking.OPEN), OTHER_ATTORNEY);
        draw(scenario, facts().build());
        offer(scenario, PROVIDER);
        scenario.stimulate(() ->
                        desk.setCapacity(new SetCapacity(PROVIDER, Map.of(Service.BOND, 0), Taking.OPEN), ATTORNEY))
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked -> assertThat(objections(looked)).containsEntry(PROVIDER, null));
    }

    @Test
    void tellsEveryWaitingRoundWhereThePersonIs(Scenario scenario) {
        draw(scenario, facts().build());
        scenario.publish(new NeedsChanged(caseFile, facts().round(2).build(), Actor.system(), now()))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.round() == 2)
                .toArrive();
        scenario.publish(new PersonMoved(
                        caseFile,
                        TestCatalog.ADELANTO,
                        facts().round(2).at(CALIFORNIA_CITY).build(),
                        Actor.system(),
                        now()))
                .andWaitForEventOfType(NoProviderFound.class)
                .matching(unmet -> unmet.round() == 1 && unmet.cause() == UnmetCause.PLACE)
                .toArrive();
    }

    private static Map<OrganizationId, @Nullable Objection> objections(LookedAgain looked) {
        var objections = new java.util.HashMap<OrganizationId, @Nullable Objection>();
        looked.looks().forEach(look -> objections.put(look.provider(), look.objection()));
        return objections;
    }

    @Test
    void routesAResidualNeedAsTheNextRound(Scenario scenario) {
        draw(scenario, facts().build());
        scenario.publish(new NeedsChanged(caseFile, facts().round(2).build(), Actor.system(), now()))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.round() == 2)
                .toArrive();
        assertThat(shortlist().rounds()).containsExactly(2, 1);
        assertThat(shortlist().reference()).isEqualTo(REFERENCE);
    }

    @Test
    void afterADeclineTheOtherIsProposed(Scenario scenario) {
        draw(scenario, facts().urgency(Urgency.U3).build());
        var referral = offer(scenario, PROVIDER);
        scenario.publish(declined(referral, PROVIDER, DeclineReason.NO_CAPACITY))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.proposals().size() == 1)
                .toArriveAndVerify(drawn ->
                        assertThat(drawn.proposals().getFirst().provider()).isEqualTo(OTHER_PROVIDER));
    }

    @Test
    void anExpiredOfferMovesTheCaseOn(Scenario scenario) {
        draw(scenario, facts().urgency(Urgency.U3).build());
        var referral = offer(scenario, PROVIDER);
        scenario.publish(new ReferralExpired(referral, caseFile, 1, PROVIDER, Actor.system(), now()))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.proposals().size() == 1)
                .toArriveAndVerify(drawn ->
                        assertThat(drawn.proposals().getFirst().provider()).isEqualTo(OTHER_PROVIDER));
    }

    @Test
    void whenEverybodyDeclinedThatIsTheCause(Scenario scenario) {
        draw(scenario, facts().build());
        var first = offer(scenario, PROVIDER);
        var second = offer(scenario, OTHER_PROVIDER);
        scenario.publish(declined(first, PROVIDER, DeclineReason.LANGUAGE))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.proposals().isEmpty())
                .toArrive();
        assertThat(shortlist().cause()).isNull();
        scenario.publish(declined(second, OTHER_PROVIDER, DeclineReason.OTHER))
                .andWaitForEventOfType(NoProviderFound.class)
                .toArriveAndVerify(unmet -> assertThat(unmet.cause()).isEqualTo(UnmetCause.ALL_DECLINED));
        assertThat(shortlist().entries())
                .filteredOn(entry -> entry.asked() != null)
                .extracting(entry -> entry.asked().answer())
                .containsOnly(AskedView.Answer.DECLINED);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROVIDER_SUSPENDED", "FACTS_CHANGED"})
    void anOfferRecalledForAnotherReasonMayBeMadeAgain(WithdrawReason reason, Scenario scenario) {
        draw(scenario, facts().build());
        var referral = offer(scenario, PROVIDER);
        scenario.publish(new ReferralWithdrawn(
                        referral, caseFile, 1, REFERENCE, PROVIDER, reason, Actor.system(), now()))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.caseFile().equals(caseFile))
                .toArriveAndVerify(drawn ->
                        assertThat(drawn.proposals()).extracting("provider").contains(PROVIDER));
    }

    @Test
    void roomIsUsedOnceByAnAcceptanceAndGivenBackOnceByItsConclusion(Scenario scenario) {
        desk.setCapacity(new SetCapacity(PROVIDER, Map.of(Service.BOND, 3), Taking.OPEN), ATTORNEY);
        draw(scenario, facts().build());
        var referral = offer(scenario, PROVIDER);
        scenario.publish(accepted(referral, facts().build()))
                .andWaitForEventOfType(CapacityChanged.class)
                .matching(changed -> Integer.valueOf(2).equals(changed.open()))
                .toArriveAndVerify(changed -> assertThat(changed.promised()).isEqualTo(3));
        assertThat(uses.begin(referral, PROVIDER, Set.of(Service.BOND), now())).isFalse();
        scenario.publish(new ReferralConcluded(referral, caseFile, 1, PROVIDER, Actor.system(), now()))
                .andWaitForEventOfType(CapacityChanged.class)
                .matching(changed -> Integer.valueOf(3).equals(changed.open()))
                .toArrive();
        assertThat(uses.end(referral, PROVIDER, now())).isEmpty();
        assertThat(used(Service.BOND)).isZero();
    }

    @Test
    void aPlaceOfTheWeekIsUsedOnceAndGivenBackOnce(Scenario scenario) {
        promise(PROVIDER, 2, Limits.NONE);
        draw(scenario, facts().build());
        assertThat(reasons(PROVIDER)).contains("capacity.week-open");
        var referral = offer(scenario, PROVIDER);
        scenario.publish(accepted(referral, facts().build()))
                .andWaitForEventOfType(CapacityChanged.class)
                .matching(changed -> Integer.valueOf(1).equals(changed.open()))
                .toArriveAndVerify(changed -> assertThat(changed.promised()).isNull());
        assertThat(uses.begin(referral, PROVIDER, Set.of(Service.BOND), now())).isFalse();
        scenario.publish(new ReferralConcluded(referral, caseFile, 1, PROVIDER, Actor.system(), now()))
                .andWaitForEventOfType(CapacityChanged.class)
                .matching(changed -> Integer.valueOf(2).equals(changed.open()))
                .toArrive();
        assertThat(uses.end(referral, PROVIDER, now())).isEmpty();
    }

    @Test
    void aPromiseForTheWeekBringsAWaitingCaseBackAndOnlyWhereItIsForIt(Scenario scenario) {
        promise(PROVIDER, 0, Limits.NONE);
        promise(OTHER_PROVIDER, 0, Limits.NONE);
        scenario.publish(opened(facts().build()))
                .andWaitForEventOfType(NoProviderFound.class)
                .matching(unmet -> unmet.cause() == UnmetCause.NO_CAPACITY)
                .toArrive();
        assertThat(reasons(PROVIDER)).contains("capacity.week-full");
        scenario.stimulate(() -> {
                    promise(OTHER_PROVIDER, 3, new Limits(Set.of(), Set.of(), Set.of(SPANISH)));
                    promise(PROVIDER, 1, new Limits(Set.of(TestCatalog.ADELANTO), Set.of(), Set.of()));
                })
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> !drawn.proposals().isEmpty())
                .toArriveAndVerify(drawn ->
                        assertThat(drawn.proposals()).extracting("provider").containsExactly(PROVIDER));
        assertThat(reasons(OTHER_PROVIDER)).contains("capacity.week-for-others");
    }

    @Test
    void whatWasPromisedForTheWeekBeforeCountsNoMoreAndWhoWaitsIsLookedAtAgain(Scenario scenario) {
        promise(PROVIDER, 0, Limits.NONE);
        promise(OTHER_PROVIDER, 0, Limits.NONE);
        scenario.publish(opened(facts().build()))
                .andWaitForEventOfType(NoProviderFound.class)
                .toArrive();
        // as if all of it had been said a week ago
        jdbc.sql("""
                UPDATE matching.practice SET version = version + 1, by_week_since = by_week_since - 7,
                    weeks = replace(weeks::text, :now, :before)::jsonb
                """)
                .param("now", Week.of(now()).toString())
                .param("before", Week.of(now()).plus(-1).toString())
                .update();
        book.turnPage();
        scenario.stimulate(() -> new Turns(redrawing, rules, directory, jdbc, clock).week())
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> !drawn.proposals().isEmpty())
                .toArriveAndVerify(drawn -> assertThat(drawn.proposals()).hasSize(2));
        assertThat(reasons(PROVIDER)).contains("capacity.week-not-said");
    }

    @Test
    void whoPromisesByTheWeekIsAskedForTheNextOnceHoweverManyNodesLook(Scenario scenario) {
        promise(PROVIDER, 1, Limits.NONE);
        var saturday = Week.of(now())
                .begins()
                .plusDays(5)
                .atTime(12, 0)
                .atZone(OfficeHours.PACIFIC)
                .toInstant();
        scenario.stimulate(() -> asking(saturday).look())
                .andWaitForEventOfType(WeekAwaited.class)
                .toArriveAndVerify(awaited -> {
                    assertThat(awaited.provider()).isEqualTo(PROVIDER);
                    assertThat(awaited.week())
                            .isEqualTo(Week.of(saturday).next().begins());
                });
        var before = version();
        asking(saturday).look();
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void aNoForWantOfRoomClosesThePromiseOfTheWeekOnce(Scenario scenario) {
        promise(PROVIDER, 3, Limits.NONE);
        draw(scenario, facts().build());
        var referral = offer(scenario, PROVIDER);
        var declined = declined(referral, PROVIDER, DeclineReason.NO_CAPACITY);
        scenario.publish(declined)
                .andWaitForEventOfType(CapacityChanged.class)
                .matching(changed -> Integer.valueOf(0).equals(changed.open()))
                .toArrive();
        assertThat(promises.lessons(ATTORNEY).full())
                .extracting(LessonsView.Full::service)
                .containsExactly(Service.BOND);
        scenario.stimulate(() -> promises.roomAfterAll(PROVIDER, Service.BOND, ATTORNEY))
                .andWaitForEventOfType(CapacityChanged.class)
                .matching(changed -> Integer.valueOf(3).equals(changed.open()))
                .toArrive();
        scenario.publish(declined)
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null)
                .andVerify(done -> assertThat(promises.lessons(ATTORNEY).full()).isEmpty());
    }

    @Test
    void aNoForLanguageOrPlacePutsThePracticeInQuestionUntilItIsAnswered(Scenario scenario) {
        draw(scenario, facts().build());
        var referral = offer(scenario, PROVIDER);
        scenario.publish(declined(referral, PROVIDER, DeclineReason.LANGUAGE))
                .andWaitForStateChange(() -> promises.lessons(ATTORNEY).questions(), asked -> !asked.isEmpty())
                .andVerify(asked -> assertThat(asked).singleElement().satisfies(question -> {
                    assertThat(question.kind()).isEqualTo(PracticeQuestion.Kind.LANGUAGE);
                    assertThat(question.code()).isEqualTo("mam");
                }));
        assertThat(promises.lessons(ATTORNEY).declines())
                .containsExactly(new LessonsView.Declines(DeclineReason.LANGUAGE, 1));
        scenario.stimulate(() -> promises.confirm(
                        new ConfirmPractice(PROVIDER, PracticeQuestion.Kind.LANGUAGE, "mam"), ATTORNEY))
                .andWaitForEventOfType(PracticeConfirmed.class)
                .toArrive();
        assertThat(promises.lessons(ATTORNEY).questions()).isEmpty();
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> promises.lessons(DISPATCHER));
    }

    @Test
    void aConclusionHeardBeforeItsAcceptanceLeavesNothingInUse() {
        var referral = ReferralId.create();
        assertThat(uses.end(referral, PROVIDER, now())).isEmpty();
        assertThat(uses.begin(referral, PROVIDER, Set.of(Service.BOND), now())).isFalse();
    }

    @Test
    void aPlacedRoundIsDrawnNoMore(Scenario scenario) {
        draw(scenario, facts().build());
        var referral = offer(scenario, PROVIDER);
        scenario.publish(accepted(referral, facts().build()))
                .andWaitForEventOfType(CapacityChanged.class)
                .toArrive();
        var drawnAt = shortlist().drawnAt();
        assertThat(desk.redraw(caseFile, 1, DISPATCHER).drawnAt()).isEqualTo(drawnAt);
        assertThat(shortlist().waiting()).isFalse();
    }

    @Test
    void aClosedCaseIsDrawnNoMore(Scenario scenario) {
        draw(scenario, facts().build());
        scenario.publish(new CaseClosed(caseFile, CloseReason.PRIVATE_COUNSEL, Actor.system(), now()))
                .andWaitForStateChange(() -> shortlist().waiting(), waiting -> !waiting);
        var drawnAt = shortlist().drawnAt();
        assertThat(desk.redraw(caseFile, 1, DISPATCHER).drawnAt()).isEqualTo(drawnAt);
    }

    @Test
    void newRoomBringsAWaitingCaseBack(Scenario scenario) {
        desk.setCapacity(new SetCapacity(PROVIDER, Map.of(Service.BOND, 0), Taking.OPEN), ATTORNEY);
        desk.setCapacity(new SetCapacity(OTHER_PROVIDER, Map.of(Service.BOND, 0), Taking.OPEN), OTHER_ATTORNEY);
        scenario.publish(opened(facts().build()))
                .andWaitForEventOfType(NoProviderFound.class)
                .matching(unmet -> unmet.cause() == UnmetCause.NO_CAPACITY)
                .toArrive();
        scenario.stimulate(() ->
                        desk.setCapacity(new SetCapacity(PROVIDER, Map.of(Service.BOND, 1), Taking.OPEN), ATTORNEY))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> !drawn.proposals().isEmpty())
                .toArriveAndVerify(drawn ->
                        assertThat(drawn.proposals()).extracting("provider").containsExactly(PROVIDER));
    }

    @Test
    void aPracticeThatReachesFurtherBringsAWaitingCaseBack(Scenario scenario) {
        scenario.publish(opened(facts().at(CALIFORNIA_CITY).build()))
                .andWaitForEventOfType(NoProviderFound.class)
                .toArrive();
        var further = practicing().facilities(CALIFORNIA_CITY).offering();
        scenario.stimulate(() -> desk.describe(describe(PROVIDER, further), ATTORNEY))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> !drawn.proposals().isEmpty())
                .toArriveAndVerify(drawn ->
                        assertThat(drawn.proposals()).extracting("provider").containsExactly(PROVIDER));
    }

    @Test
    void otherFundRulesBringWaitingCasesBack(Scenario scenario) {
        draw(scenario, facts().build());
        scenario.publish(new FundRulesChanged(FundId.create(), Actor.system(), now()))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .toArrive();
    }

    @Test
    void aReinstatedProviderIsAskedAboutWaitingCases(Scenario scenario) {
        jdbc.sql("TRUNCATE matching.practice, matching.capacity").update();
        book.turnPage();
        scenario.publish(opened(facts().build()))
                .andWaitForEventOfType(NoProviderFound.class)
                .toArrive();
        // described behind the back of the listeners, as if while it was suspended
        jdbc.sql("""
                INSERT INTO matching.practice (id, version, revision, offering, taking, described_at)
                VALUES (:id, 0, 1, :offering::jsonb, 'OPEN', now())
                """)
                .param("id", PROVIDER.value())
                .param(
                        "offering",
                        tools.jackson.databind.json.JsonMapper.shared()
                                .writeValueAsString(practicing().offering()))
                .update();
        book.turnPage();
        scenario.publish(new OrganizationReinstated(PROVIDER, Actor.system(), now()))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> !drawn.proposals().isEmpty())
                .toArriveAndVerify(drawn ->
                        assertThat(drawn.proposals()).extracting("provider").containsExactly(PROVIDER));
    }

    @Test
    void whatFailsIsKeptAndDoneWhenItIsTriedAgain(Scenario scenario) {
        jdbc.sql("ALTER TABLE matching.shortlist RENAME TO shortlist_away").update();
        try {
            scenario.publish(opened(facts().build())).andWaitForStateChange(() -> failed(), count -> count == 1);
        } finally {
            jdbc.sql("ALTER TABLE matching.shortlist_away RENAME TO shortlist").update();
        }
        scenario.stimulate(() -> stalled.resubmitIncompletePublications(publication -> true))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.caseFile().equals(caseFile))
                .toArrive();
    }

    @Test
    void hearingTheSameTwiceGivesTheSameShortlistAndTellsOfTheCauseOnce(Scenario scenario) {
        var event = opened(facts().at(CALIFORNIA_CITY).build());
        scenario.publish(event).andWaitForEventOfType(NoProviderFound.class).toArrive();
        var before = shortlist();
        scenario.publish(event)
                .andWaitForStateChange(
                        () -> shortlist().drawnAt(), drawn -> drawn != null && drawn.isAfter(before.drawnAt()));
        assertThat(shortlist().entries()).isEqualTo(before.entries());
        assertThat(jdbc.sql("SELECT count(*) FROM matching.shortlist WHERE told_cause = 'PLACE'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aProviderIsToldWhyTheCaseCameToItAndNothingOfOthers(Scenario scenario) {
        draw(scenario, facts().build());
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> desk.whyMine(caseFile, null, ATTORNEY));
        offer(scenario, PROVIDER);
        assertThat(desk.whyMine(caseFile, null, ATTORNEY).provider()).isEqualTo(PROVIDER);
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> desk.whyMine(caseFile, null, OTHER_ATTORNEY));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> desk.whyMine(caseFile, null, VOLUNTEER));
    }

    @Test
    void aProviderDescribesItsOwnPracticeOnly() {
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() ->
                        desk.describe(describe(OTHER_PROVIDER, practicing().offering()), ATTORNEY));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() ->
                        desk.describe(describe(TestMembers.HOTLINE, practicing().offering()), STEWARD));
        assertThat(desk.describe(describe(OTHER_PROVIDER, practicing().offering()), DISPATCHER)
                        .revision())
                .isEqualTo(2);
    }

    @Test
    void refusesWhatCannotBe() {
        assertRefused(practicing().services(), "services", "services-missing");
        assertRefused(practicing().languages(), "languages", "languages-missing");
        assertRefused(practicing().facilities(), "facilities", "places-missing");
        assertRefused(practicing().facilities(TestCatalog.CLOSED_FACILITY), "facilities", "facility-closed");
        assertRefused(
                practicing().facilities(org.amparo.kernel.FacilityCode.of("NOWHERE")), "facilities", "unknown-code");
        assertRefused(practicing().courts("XXX"), "courts", "unknown-code");
        assertRefused(practicing().everywhereIn("XXX"), "fieldOffices", "unknown-code");
        assertRefused(practicing().languages(LanguageCode.of("tlh")), "languages", "unknown-code");
        assertRefused(
                practicing().languages(TestCatalog.ENGLISH).relays(TestCatalog.MAM), "relays", "relay-needs-spanish");
        assertRefused(
                practicing().languages(TestCatalog.ENGLISH).with(Arrangement.SPANISH_BRIDGE),
                "arrangements",
                "bridge-needs-spanish");
        assertRefused(practicing().answers(Map.of(Urgency.U0, 0)), "answerMinutes.U0", "answer-minutes-out-of-range");
    }

    @Test
    void refusesAPromiseForAServiceNotOfferedAndOneForAProviderUnknown() {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() ->
                        desk.setCapacity(new SetCapacity(PROVIDER, Map.of(Service.HABEAS, 1), Taking.OPEN), ATTORNEY))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("capacity-not-offered"));
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> desk.setCapacity(
                        new SetCapacity(TestMembers.SUSPENDED_PROVIDER, Map.of(Service.HABEAS, 1), Taking.OPEN),
                        STEWARD))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("practice-not-described"));
    }

    @Test
    void theSlowerOfTwoPeopleDescribingAPracticeIsTold() {
        var seen = desk.practice(PROVIDER, ATTORNEY).revision();
        var command = new DescribePractice(PROVIDER, practicing().offering(), null, Taking.OPEN, seen);
        desk.describe(command, ATTORNEY);
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> desk.describe(command, ATTORNEY))
                .withMessage("stale-version");
    }

    @Test
    void aStewardChangesTheSettingsAndTheNextShortlistNamesThem(Scenario scenario) {
        var before = desk.routing(STEWARD);
        var weights = new EnumMap<ScorePart, Integer>(before.weights());
        weights.put(ScorePart.LANGUAGE, weights.get(ScorePart.LANGUAGE) - 1);
        weights.put(ScorePart.LOAD, weights.get(ScorePart.LOAD) + 1);
        scenario.stimulate(
                        () -> desk.change(new ChangeRouting(weights, before.routes(), null, before.version()), STEWARD))
                .andWaitForEventOfType(RoutingSettingsChanged.class)
                .toArriveAndVerify(changed -> assertThat(changed.version()).isEqualTo(before.version() + 1));
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() ->
                        desk.change(new ChangeRouting(weights, before.routes(), null, before.version()), STEWARD));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> desk.change(
                        new ChangeRouting(weights, before.routes(), null, before.version() + 1), DISPATCHER));
        draw(scenario, facts().build());
        assertThat(shortlist().settingsVersion()).isEqualTo(before.version() + 1);
    }

    @Test
    void whereOffersGoToARotaWhoHasSomebodyOnCallComesFirst(Scenario scenario) {
        route(scenario, Urgency.U3, Route.ROTA);
        rota.plan(new PlanRota(Map.of(week(), OTHER_ATTORNEY.member()), Map.of(), null), OTHER_ATTORNEY);
        scenario.publish(opened(facts().urgency(Urgency.U3).build()))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.caseFile().equals(caseFile))
                .toArriveAndVerify(drawn -> {
                    assertThat(drawn.route()).isEqualTo(Route.ROTA);
                    assertThat(drawn.onCall()).containsExactly(OTHER_PROVIDER);
                    assertThat(drawn.proposals()).extracting("provider").containsExactly(OTHER_PROVIDER, PROVIDER);
                });
        assertThat(shortlist().entries())
                .extracting(EntryView::provider, EntryView::rank, EntryView::onCall)
                .startsWith(tuple(OTHER_PROVIDER, 1, true), tuple(PROVIDER, 2, false));
        assertThat(desk.redraw(caseFile, 1, DISPATCHER).entries().getFirst().onCall())
                .isTrue();

        rota.plan(new PlanRota(Map.of(), Map.of(), null), OTHER_ATTORNEY);
        assertThat(desk.redraw(caseFile, 1, DISPATCHER).entries())
                .as("nobody is on call any more")
                .extracting(EntryView::provider, EntryView::onCall)
                .startsWith(tuple(PROVIDER, false), tuple(OTHER_PROVIDER, false));
    }

    @Test
    void aRotaSaysNothingWhereOffersDoNotGoToIt(Scenario scenario) {
        rota.plan(new PlanRota(Map.of(week(), OTHER_ATTORNEY.member()), Map.of(), null), OTHER_ATTORNEY);
        draw(scenario, facts().build());
        assertThat(shortlist().entries().getFirst().provider()).isEqualTo(PROVIDER);
        assertThat(shortlist().entries()).noneMatch(EntryView::onCall);
    }

    @Test
    void whoWaitsIsLookedAtAgainWhenTheWayOfOfferingChanges(Scenario scenario) {
        route(scenario, Urgency.U3, Route.BY_HAND);
        scenario.publish(opened(facts().urgency(Urgency.U3).build()))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.caseFile().equals(caseFile))
                .toArriveAndVerify(drawn -> assertThat(drawn.route()).isEqualTo(Route.BY_HAND));
        var before = desk.routing(STEWARD);
        var routes = new EnumMap<Urgency, Route>(before.routes());
        routes.put(Urgency.U3, Route.IN_ORDER);
        scenario.stimulate(
                        () -> desk.change(new ChangeRouting(before.weights(), routes, null, before.version()), STEWARD))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.caseFile().equals(caseFile) && drawn.route() == Route.IN_ORDER)
                .toArrive();
    }

    @Test
    void aRoundIsDrawnAgainWhenItHasWaitedForTheMorningOrForThoseOnCall(Scenario scenario) {
        draw(scenario, facts().urgency(Urgency.U3).build());
        for (var what : List.of(WaitsFor.MORNING, WaitsFor.ROTA)) {
            scenario.publish(new WaitEnded(caseFile, 1, REFERENCE, what, null, Actor.system(), now()))
                    .andWaitForEventOfType(ShortlistDrawn.class)
                    .matching(drawn -> drawn.caseFile().equals(caseFile))
                    .toArrive();
        }
    }

    private void route(Scenario scenario, Urgency urgency, Route route) {
        var before = desk.routing(STEWARD);
        var routes = new EnumMap<Urgency, Route>(before.routes());
        routes.put(urgency, route);
        scenario.stimulate(
                        () -> desk.change(new ChangeRouting(before.weights(), routes, null, before.version()), STEWARD))
                .andWaitForEventOfType(RoutingSettingsChanged.class)
                .toArrive();
    }

    private Week week() {
        return Week.of(now());
    }

    private void assertRefused(Given.Practicing practicing, String field, String code) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> desk.describe(describe(PROVIDER, practicing.offering()), ATTORNEY))
                .satisfies(rejected -> {
                    assertThat(rejected.field()).isEqualTo(field);
                    assertThat(rejected.code()).isEqualTo(code);
                });
    }

    private void draw(Scenario scenario, CaseFacts facts) {
        scenario.publish(opened(facts))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn -> drawn.caseFile().equals(caseFile))
                .toArrive();
    }

    private ReferralId offer(Scenario scenario, OrganizationId provider) {
        var referral = ReferralId.create();
        scenario.publish(new ReferralOffered(
                        referral,
                        caseFile,
                        1,
                        REFERENCE,
                        provider,
                        null,
                        Urgency.U1,
                        Route.BROADCAST,
                        now().plus(Duration.ofHours(2)),
                        null,
                        Actor.system(),
                        now()))
                .andWaitForStateChange(
                        () -> jdbc.sql("SELECT count(*) FROM matching.asked WHERE referral = :referral")
                                .param("referral", referral.value())
                                .query(Long.class)
                                .single(),
                        count -> count == 1);
        return referral;
    }

    private ReferralDeclined declined(ReferralId referral, OrganizationId provider, DeclineReason reason) {
        return new ReferralDeclined(referral, caseFile, 1, provider, reason, Actor.system(), now());
    }

    private ReferralAccepted accepted(ReferralId referral, CaseFacts facts) {
        return new ReferralAccepted(
                referral,
                caseFile,
                1,
                REFERENCE,
                PROVIDER,
                null,
                Urgency.U1,
                Set.of(Service.BOND),
                facts,
                now(),
                Actor.system(),
                now());
    }

    private CaseOpened opened(CaseFacts facts) {
        return new CaseOpened(caseFile, REFERENCE, facts, now(), Actor.system(), now());
    }

    private static DescribePractice describe(OrganizationId provider, Offering offering) {
        return new DescribePractice(provider, offering, null, Taking.OPEN, null);
    }

    private ShortlistView shortlist() {
        return desk.shortlist(caseFile, null, VOLUNTEER);
    }

    private void promise(OrganizationId provider, int bond, Limits limits) {
        promises.promise(
                new PromiseWeek(provider, Week.of(now()), Map.of(Service.BOND, new PromisedRoom(bond, limits)), null),
                DISPATCHER);
    }

    private AskingForWeeks asking(Instant then) {
        return new AskingForWeeks(
                practices,
                directory,
                new PromiseSettings(DayOfWeek.FRIDAY, 9),
                transactions,
                Clock.fixed(then, OfficeHours.PACIFIC));
    }

    private long version() {
        return jdbc.sql("SELECT version FROM matching.practice WHERE id = :id")
                .param("id", PROVIDER.value())
                .query(Long.class)
                .single();
    }

    private long outstanding() {
        return jdbc.sql("SELECT count(*) FROM event_publication")
                .query(Long.class)
                .single();
    }

    private List<String> reasons(OrganizationId provider) {
        return shortlist().entries().stream()
                .filter(entry -> entry.provider().equals(provider))
                .flatMap(entry -> entry.verdicts().stream())
                .map(Verdict::reason)
                .toList();
    }

    private @Nullable Integer used(Service service) {
        return desk.practice(PROVIDER, ATTORNEY).capacity().stream()
                .filter(each -> each.service() == service)
                .map(CapacityView::used)
                .findFirst()
                .orElse(null);
    }

    private long failed() {
        return jdbc.sql(
                        "SELECT count(*) FROM event_publication WHERE status = 'FAILED' AND listener_id LIKE '%draw-for-opened-case%'")
                .query(Long.class)
                .single();
    }

    private Instant now() {
        return clock.instant();
    }
}
