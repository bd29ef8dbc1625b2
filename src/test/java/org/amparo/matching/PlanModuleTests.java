package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.practicing;
import static org.amparo.support.TestCatalog.CALIFORNIA_CITY;
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
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.amparo.intake.CaseId;
import org.amparo.intake.CasesMerged;
import org.amparo.intake.MergerId;
import org.amparo.kernel.Actor;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.Route;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.modulith.test.Scenario;
import org.springframework.transaction.support.TransactionTemplate;

/** The docket planned and committed: what a dispatcher sees, and what is announced. */
@ApplicationModuleTest
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, Setting.class})
class PlanModuleTests {

    private final PlanDesk plans;
    private final MatchingDesk desk;
    private final PromisesDesk promises;
    private final PracticeBook book;
    private final Setting setting;
    private final RulesDesk rules;
    private final RoutedCases cases;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    PlanModuleTests(
            PlanDesk plans,
            MatchingDesk desk,
            PromisesDesk promises,
            PracticeBook book,
            Setting setting,
            RulesDesk rules,
            RoutedCases cases,
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.plans = plans;
        this.desk = desk;
        this.promises = promises;
        this.book = book;
        this.setting = setting;
        this.rules = rules;
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
    }

    /** Both serve Adelanto and do bond; only the first speaks Mam, both speak Spanish. */
    @BeforeEach
    void oneRareProviderAndOneOther() {
        setting.twoProviders();
        practice(PROVIDER, 1, true);
        practice(OTHER_PROVIDER, 1, false);
    }

    @AfterEach
    void everyRuleInForce() {
        setting.everyRuleInForce();
    }

    @Test
    void theOnlyPlaceInMamIsKeptForWhoNeedsIt() {
        var spanish = waiting(Urgency.U2, TestCatalog.SPANISH);
        var mam = waiting(Urgency.U3, TestCatalog.MAM);
        var plan = plans.make(DISPATCHER);
        assertThat(provider(plan, mam)).isEqualTo(PROVIDER);
        assertThat(provider(plan, spanish)).isEqualTo(OTHER_PROVIDER);
        assertThat(plan.planned().placed()).containsOnlyKeys(Urgency.U2, Urgency.U3);
        assertThat(plan.state()).isEqualTo(PlanState.DRAFT);
        assertThat(plan.offers()).isEqualTo(2);
    }

    @Test
    void theMoreUrgentHasTheOnlyPlaceAndAPriceTellsWhatOneMoreWouldBring() {
        var calm = waiting(Urgency.U3, TestCatalog.MAM);
        var urgent = waiting(Urgency.U1, TestCatalog.MAM);
        var plan = plans.make(DISPATCHER);
        assertThat(provider(plan, urgent)).isEqualTo(PROVIDER);
        assertThat(line(plan, calm).planned()).isNull();
        assertThat(line(plan, calm).difference()).isEqualTo(PlanDifference.NO_ROOM);
        assertThat(plan.prices()).first().satisfies(price -> {
            assertThat(price.provider()).isEqualTo(PROVIDER);
            assertThat(price.service()).isEqualTo(Service.BOND);
            assertThat(price.places()).isEqualTo(Urgency.U3);
        });
    }

    @Test
    void aProviderThatIsFullStillTellsWhatOneMorePlaceWouldBring() {
        setting.used(1);
        var mam = waiting(Urgency.U3, TestCatalog.MAM);
        var plan = plans.make(DISPATCHER);
        assertThat(line(plan, mam).planned()).isNull();
        assertThat(plan.prices()).extracting(PlanView.PriceView::places).containsExactly(Urgency.U3);
    }

    @Test
    void roomNobodyPromisedCountsAsTheSettingSays() {
        practice(PROVIDER, null, true);
        var first = waiting(Urgency.U3, TestCatalog.MAM);
        var second = waiting(Urgency.U3, TestCatalog.MAM);
        var plan = plans.make(DISPATCHER);
        assertThat(List.of(line(plan, first), line(plan, second)))
                .filteredOn(line -> line.planned() != null)
                .as("neither none nor endless")
                .hasSize(1);
    }

    @Test
    void roomOfTheWeekIsAPoolAndItsLimitsDecideWhoIsAPair() {
        promise(PROVIDER, 2, new Limits(Set.of(), Set.of(), Set.of(TestCatalog.MAM)));
        promise(OTHER_PROVIDER, 0, Limits.NONE);
        var mam = waiting(Urgency.U3, TestCatalog.MAM);
        var another = waiting(Urgency.U3, TestCatalog.MAM);
        var third = waiting(Urgency.U3, TestCatalog.MAM);
        var spanish = waiting(Urgency.U1, TestCatalog.SPANISH);
        var plan = plans.make(DISPATCHER);
        assertThat(List.of(line(plan, mam), line(plan, another), line(plan, third)))
                .filteredOn(line -> line.planned() != null)
                .as("as many as were promised for this week")
                .hasSize(2);
        assertThat(line(plan, spanish).planned())
                .as("the room of the first is for others, that of the second is used up")
                .isNull();
        assertThat(plan.prices())
                .extracting(PlanView.PriceView::provider, PlanView.PriceView::places)
                .containsExactlyInAnyOrder(tuple(OTHER_PROVIDER, Urgency.U1), tuple(PROVIDER, Urgency.U3));
    }

    @Test
    void aWeekNobodyAnsweredForCountsAsTheSettingSays() {
        promise(PROVIDER, 5, Limits.NONE);
        jdbc.sql("""
                UPDATE matching.practice SET version = version + 1, by_week_since = by_week_since - 7,
                    weeks = replace(weeks::text, :now, :before)::jsonb
                WHERE by_week_since IS NOT NULL
                """)
                .param("now", Week.of(clock.instant()).toString())
                .param("before", Week.of(clock.instant()).plus(-1).toString())
                .update();
        book.turnPage();
        var first = waiting(Urgency.U3, TestCatalog.MAM);
        var second = waiting(Urgency.U3, TestCatalog.MAM);
        var plan = plans.make(DISPATCHER);
        assertThat(List.of(line(plan, first), line(plan, second)))
                .filteredOn(line -> line.planned() != null)
                .as("neither none nor endless, nor what was promised for the week before")
                .hasSize(1);
    }

    private void promise(OrganizationId provider, int bond, Limits limits) {
        promises.promise(
                new PromiseWeek(
                        provider, Week.of(clock.instant()), Map.of(Service.BOND, new PromisedRoom(bond, limits)), null),
                DISPATCHER);
    }

    @Test
    void nobodyIsPlannedWithoutConsentOrAfterItLapsedOrBesideALinkedFile() {
        setting.waiting(facts().withoutConsent().build());
        var linked = waiting(Urgency.U3, TestCatalog.MAM);
        transaction.executeWithoutResult(status -> events.publishEvent(new CasesMerged(
                linked, new CaseId(java.util.UUID.randomUUID()), MergerId.create(), Actor.system(), clock.instant())));
        assertThat(plans.make(DISPATCHER).lines()).isEmpty();
    }

    @Test
    void whomNobodyCanTakeIsTold() {
        var caseFile = setting.waiting(facts().at(CALIFORNIA_CITY).build());
        var line = line(plans.make(DISPATCHER), caseFile);
        assertThat(line.difference()).isEqualTo(PlanDifference.NOBODY);
        assertThat(line.providers()).isZero();
    }

    @Test
    void aCaseUnderOfferHoldsItsPlaceAndIsNotOfferedAgain() {
        var offered = waiting(Urgency.U3, TestCatalog.MAM);
        setting.offered(offered, PROVIDER);
        var urgent = waiting(Urgency.U0, TestCatalog.MAM);
        var plan = plans.make(DISPATCHER);
        assertThat(line(plan, offered).difference()).isEqualTo(PlanDifference.UNDER_OFFER);
        assertThat(provider(plan, offered)).isEqualTo(PROVIDER);
        assertThat(line(plan, urgent).planned()).isNull();
        assertThat(plan.offers()).isZero();
    }

    @Test
    void theSameDocketGivesTheSamePlanAndDigest() {
        for (var each = 0; each < 6; each++) {
            waiting(Urgency.U3, each % 2 == 0 ? TestCatalog.MAM : TestCatalog.SPANISH);
        }
        jdbc.sql("UPDATE matching.routed_case SET waiting_since = now() - interval '1 year'")
                .update();
        var first = plans.make(DISPATCHER);
        var second = plans.make(DISPATCHER);
        assertThat(second.lines()).isEqualTo(first.lines());
        assertThat(first.digest()).hasSize(64);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(jdbc.sql("SELECT count(*) FROM matching.docket_plan")
                        .query(Integer.class)
                        .single())
                .as("a newer draft replaces the older")
                .isEqualTo(1);
    }

    @Test
    void aPinAndABanAreKeptToByTheNextPlan() {
        var spanish = waiting(Urgency.U3, TestCatalog.SPANISH);
        var mam = waiting(Urgency.U3, TestCatalog.MAM);
        var plan = plans.make(DISPATCHER);
        var wished = plans.wish(new WishForCase(plan.id(), spanish, 1, PROVIDER, Set.of()), DISPATCHER);
        assertThat(wished.wishesOpen()).isTrue();
        rejected("plan-wishes-open", () -> plans.commit(plan.id(), DISPATCHER));

        var pinned = plans.make(DISPATCHER);
        assertThat(provider(pinned, spanish)).isEqualTo(PROVIDER);
        assertThat(line(pinned, spanish).pinned()).isTrue();
        assertThat(line(pinned, mam).planned()).isNull();
        assertThat(pinned.wishesOpen()).isFalse();

        plans.wish(new WishForCase(pinned.id(), spanish, 1, null, Set.of(OTHER_PROVIDER, PROVIDER)), DISPATCHER);
        var forbidden = plans.make(DISPATCHER);
        assertThat(line(forbidden, spanish).planned()).isNull();
        assertThat(provider(forbidden, mam)).isEqualTo(PROVIDER);
    }

    @Test
    void onlyAProviderThatCouldTakeTheCaseIsPinned() {
        var mam = waiting(Urgency.U3, TestCatalog.MAM);
        var plan = plans.make(DISPATCHER);
        rejected(
                "plan-cannot-pin",
                () -> plans.wish(new WishForCase(plan.id(), mam, 1, OTHER_PROVIDER, Set.of()), DISPATCHER));
        rejected(
                "plan-pinned-and-forbidden",
                () -> plans.wish(new WishForCase(plan.id(), mam, 1, PROVIDER, Set.of(PROVIDER)), DISPATCHER));
    }

    @Test
    void aCommittedPlanAnnouncesEachPairOnce(Scenario scenario, AssertablePublishedEvents announced) {
        var spanish = waiting(Urgency.U3, TestCatalog.SPANISH);
        var mam = waiting(Urgency.U1, TestCatalog.MAM);
        var plan = plans.make(DISPATCHER);
        scenario.stimulate(() -> plans.commit(plan.id(), DISPATCHER))
                .andWaitForEventOfType(DocketPlanCommitted.class)
                .toArriveAndVerify(committed -> {
                    assertThat(committed.offered()).isEqualTo(2);
                    assertThat(committed.refused()).isZero();
                    assertThat(committed.actor()).isEqualTo(DISPATCHER.actor());
                });
        assertThat(announced.ofType(PlacementPlanned.class))
                .hasSize(2)
                .anySatisfy(placed -> {
                    assertThat(placed.caseFile()).isEqualTo(mam);
                    assertThat(placed.route()).isEqualTo(Route.BROADCAST);
                    assertThat(placed.proposals().getFirst().provider()).isEqualTo(PROVIDER);
                })
                .anySatisfy(placed -> {
                    assertThat(placed.caseFile()).isEqualTo(spanish);
                    assertThat(placed.route()).isEqualTo(Route.IN_ORDER);
                    assertThat(placed.proposals())
                            .as("the planned one first, then the others that have room")
                            .extracting("provider")
                            .containsExactly(OTHER_PROVIDER, PROVIDER);
                });
        rejected("plan-committed", () -> plans.commit(plan.id(), DISPATCHER));
        rejected(
                "plan-committed", () -> plans.wish(new WishForCase(plan.id(), mam, 1, PROVIDER, Set.of()), DISPATCHER));
    }

    @Test
    void whatHasChangedIsRefusedByNameAndTheRestIsOffered() {
        practice(PROVIDER, 9, true);
        practice(OTHER_PROVIDER, 9, false);
        var fine = waiting(Urgency.U3, TestCatalog.MAM);
        var placed = waiting(Urgency.U3, TestCatalog.MAM);
        var closed = waiting(Urgency.U3, TestCatalog.MAM);
        var withdrawn = waiting(Urgency.U3, TestCatalog.MAM);
        var offered = waiting(Urgency.U3, TestCatalog.MAM);
        var plan = plans.make(DISPATCHER);
        assertThat(plan.offers()).isEqualTo(5);
        cases.placed(placed, 1, clock.instant());
        cases.closed(closed, clock.instant());
        cases.consentWithdrawn(withdrawn, clock.instant());
        setting.offered(offered, PROVIDER);
        var committed = plans.commit(plan.id(), DISPATCHER);
        assertThat(line(committed, placed).refused()).isEqualTo(PlanRefusal.PLACED);
        assertThat(line(committed, closed).refused()).isEqualTo(PlanRefusal.CLOSED);
        assertThat(line(committed, withdrawn).refused()).isEqualTo(PlanRefusal.NO_CONSENT);
        assertThat(line(committed, offered).refused()).isEqualTo(PlanRefusal.UNDER_OFFER);
        assertThat(line(committed, fine).refused()).isNull();
        assertThat(committed.offers()).isEqualTo(1);
        assertThat(line(committed, placed).reference()).isNotNull();
    }

    @Test
    void roomUsedMeanwhileIsRefusedAndARuleIsNamed() {
        practice(PROVIDER, 2, true);
        var first = waiting(Urgency.U3, TestCatalog.MAM);
        var second = waiting(Urgency.U3, TestCatalog.MAM);
        var plan = plans.make(DISPATCHER);
        assertThat(plan.offers()).isEqualTo(2);
        setting.used(1);
        var committed = plans.commit(plan.id(), DISPATCHER);
        assertThat(List.of(line(committed, first), line(committed, second)))
                .extracting(PlanView.LineView::refused)
                .containsExactlyInAnyOrder(null, PlanRefusal.NO_ROOM);

        practice(PROVIDER, 9, true);
        var third = waiting(Urgency.U3, TestCatalog.MAM);
        var next = plans.make(DISPATCHER);
        desk.describe(
                new DescribePractice(
                        PROVIDER, practicing().facilities(TestCatalog.OTAY_MESA).offering(), null, Taking.OPEN, null),
                ATTORNEY);
        var refused = line(plans.commit(next.id(), DISPATCHER), third);
        assertThat(refused.refused()).isEqualTo(PlanRefusal.RULE);
        assertThat(refused.because()).isNotNull();
        assertThat(refused.because().reason()).isEqualTo("place.not-served");
    }

    @Test
    void aPlanNamesTheRulesItWasMadeUnderAndIsCheckedByThoseInForceWhenItIsCommitted() {
        var today = clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate();
        rules.decide(new SwitchRule(Rule.LANGUAGE, RuleState.NOT_IN_FORCE, today, "Interpreters are paid", 1), STEWARD);
        practice(PROVIDER, 1, true);
        practice(OTHER_PROVIDER, 1, false);
        var mam = waiting(Urgency.U3, TestCatalog.MAM);
        var another = waiting(Urgency.U3, TestCatalog.MAM);
        var plan = plans.make(DISPATCHER);
        assertThat(plan.rulesVersion()).isEqualTo(2);
        assertThat(plan.rulesChanged()).isFalse();
        assertThat(plan.checkedRulesVersion()).isNull();
        assertThat(plan.offers()).isEqualTo(2);

        rules.decide(new SwitchRule(Rule.PLACE, RuleState.NOT_IN_FORCE, today.plusDays(1), "By video", 2), STEWARD);
        assertThat(plans.latest(DISPATCHER).orElseThrow().rulesChanged())
                .as("decided, and not in force yet")
                .isFalse();
        rules.decide(new SwitchRule(Rule.LANGUAGE, RuleState.IN_FORCE, today, "They are not", 3), STEWARD);
        assertThat(plans.latest(DISPATCHER).orElseThrow().rulesChanged()).isTrue();

        var committed = plans.commit(plan.id(), DISPATCHER);
        assertThat(committed.rulesVersion()).isEqualTo(2);
        assertThat(committed.rulesChanged()).as("of what is done").isFalse();
        assertThat(committed.checkedRulesVersion()).isEqualTo(4);
        assertThat(committed.offers()).isEqualTo(1);
        assertThat(List.of(line(committed, mam), line(committed, another)))
                .filteredOn(line -> line.refused() != null)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.refused()).isEqualTo(PlanRefusal.RULE);
                    assertThat(line.planned().provider()).isEqualTo(OTHER_PROVIDER);
                    assertThat(line.because().rule()).isEqualTo(Rule.LANGUAGE);
                });
    }

    @Test
    void aPlanFromBeforeARuleCameIntoForceSaysThatOthersHold() {
        var today = clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate();
        rules.decide(new SwitchRule(Rule.PLACE, RuleState.NOT_IN_FORCE, today.plusDays(1), "By video", 1), STEWARD);
        var plan = plans.make(DISPATCHER);
        assertThat(plan.rulesVersion()).isEqualTo(2);
        assertThat(plan.rulesChanged()).isFalse();
        jdbc.sql("UPDATE matching.docket_plan SET made_at = made_at - interval '1 day'")
                .update();
        setting.aNightPasses();

        assertThat(plans.latest(DISPATCHER).orElseThrow())
                .satisfies(old -> assertThat(old.rulesChanged()).isTrue())
                .satisfies(old -> assertThat(old.rulesVersion()).isEqualTo(2));
    }

    @Test
    void ofManyWhoCommitTheSamePlanOneDoes() throws Exception {
        for (var each = 0; each < 5; each++) {
            waiting(Urgency.U3, TestCatalog.SPANISH);
        }
        practice(OTHER_PROVIDER, 9, false);
        var plan = plans.make(DISPATCHER);
        var done = together(8, () -> {
            try {
                return plans.commit(plan.id(), DISPATCHER).state() == PlanState.COMMITTED;
            } catch (Rejected late) {
                return false;
            }
        });
        assertThat(done).containsOnlyOnce(true);
        assertThat(jdbc.sql("SELECT count(*) FROM matching.docket_plan WHERE state = 'COMMITTED'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anOlderPlanIsNotCommittedAndACommittedOneIsKept() {
        waiting(Urgency.U3, TestCatalog.SPANISH);
        var older = plans.make(DISPATCHER);
        var newer = plans.make(DISPATCHER);
        rejected("plan-replaced", () -> plans.commit(older.id(), DISPATCHER));
        plans.commit(newer.id(), DISPATCHER);
        plans.make(DISPATCHER);
        assertThat(jdbc.sql("SELECT count(*) FROM matching.docket_plan")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    /** The only Mam speaker's last place: by the forecast of the last weeks the next who speaks Mam will need it. */
    @Test
    void pricesOfTheLastPlanSteerSingleOffersAndSilentlyEndWithIt() {
        practice(PROVIDER, 4, true);
        practice(OTHER_PROVIDER, 4, false);
        var spanish = waiting(Urgency.U3, TestCatalog.SPANISH);
        for (var weeks = 0; weeks < 8; weeks++) {
            for (var each = 0; each < 5; each++) {
                var past = waiting(Urgency.U2, TestCatalog.MAM);
                jdbc.sql(
                                "UPDATE matching.routed_case SET state = 'CLOSED', waiting_since = waiting_since - :weeks * interval '7 days' WHERE case_id = :id")
                        .param("weeks", weeks)
                        .param("id", past.value())
                        .update();
            }
        }
        await().atMost(Duration.ofSeconds(3)).until(() -> scarcityPoints(spanish, PROVIDER) == 40.0);
        plans.make(DISPATCHER);
        await().atMost(Duration.ofSeconds(3)).until(() -> scarcityPoints(spanish, PROVIDER) < 40.0);
        assertThat(desk.redraw(spanish, 1, DISPATCHER).entries().getFirst().provider())
                .isEqualTo(OTHER_PROVIDER);
        assertThat(scarcityPoints(spanish, OTHER_PROVIDER)).isEqualTo(40.0);
        jdbc.sql("UPDATE matching.docket_plan SET made_at = made_at - interval '8 days'")
                .update();
        await().atMost(Duration.ofSeconds(3)).until(() -> scarcityPoints(spanish, PROVIDER) == 40.0);
    }

    private double scarcityPoints(CaseId caseFile, OrganizationId provider) {
        return desk.redraw(caseFile, 1, DISPATCHER).entries().stream()
                .filter(entry -> entry.provider().equals(provider))
                .flatMap(entry -> entry.parts().stream())
                .filter(part -> part.part() == ScorePart.SCARCITY)
                .findFirst()
                .orElseThrow()
                .points();
    }

    @Test
    void onlyDispatchersPlan() {
        for (var other : List.of(VOLUNTEER, ATTORNEY, STEWARD)) {
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> plans.latest(other));
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> plans.make(other));
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> plans.commit(DocketPlanId.create(), other));
        }
    }

    private CaseId waiting(Urgency urgency, org.amparo.kernel.LanguageCode language) {
        return setting.waiting(facts().urgency(urgency)
                .speaks(language, org.amparo.intake.SpanishFluency.NONE)
                .build());
    }

    private void practice(OrganizationId provider, Integer bond, boolean mam) {
        var practicing = practicing();
        desk.describe(
                new DescribePractice(
                        provider,
                        (mam
                                        ? practicing.languages(TestCatalog.SPANISH, TestCatalog.MAM)
                                        : practicing.languages(TestCatalog.SPANISH))
                                .offering(),
                        bond == null ? Map.of() : Map.of(Service.BOND, bond),
                        Taking.OPEN,
                        null),
                provider.equals(PROVIDER) ? ATTORNEY : OTHER_ATTORNEY);
    }

    private static PlanView.LineView line(PlanView plan, CaseId caseFile) {
        return plan.lines().stream()
                .filter(line -> line.caseFile().equals(caseFile))
                .findFirst()
                .orElseThrow();
    }

    private static OrganizationId provider(PlanView plan, CaseId caseFile) {
        var place = line(plan, caseFile).planned();
        assertThat(place).isNotNull();
        return place.provider();
    }

    private static void rejected(String code, Runnable deed) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(deed::run)
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    private static <T> List<T> together(int people, Callable<T> deed) throws Exception {
        try (var pool = Executors.newFixedThreadPool(people)) {
            var all = new ArrayList<T>();
            for (var done : pool.invokeAll(
                    IntStream.range(0, people).mapToObj(each -> deed).toList())) {
                all.add(done.get());
            }
            return all;
        }
    }
}
