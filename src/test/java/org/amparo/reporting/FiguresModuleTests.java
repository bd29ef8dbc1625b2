package org.amparo.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.amparo.intake.CallId;
import org.amparo.intake.CallKind;
import org.amparo.intake.CallLogged;
import org.amparo.intake.CloseReason;
import org.amparo.intake.Counting;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.matching.CapacityChanged;
import org.amparo.matching.UnmetCause;
import org.amparo.membership.FundRule;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.ReferralId;
import org.amparo.reporting.Figure.Cell;
import org.amparo.reporting.FigureName.Column;
import org.amparo.representation.MatterId;
import org.amparo.representation.Outcome;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class FiguresModuleTests {

    private static final Instant JULY = Instant.parse("2026-07-10T17:00:00Z");
    private static final Period JULY_2026 = Period.of("2026-07");

    private final FiguresDesk desk;
    private final RollUp rollUp;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    FiguresModuleTests(
            FiguresDesk desk,
            RollUp rollUp,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.desk = desk;
        this.rollUp = rollUp;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
    }

    @BeforeEach
    void forget() {
        rollUp.now();
        jdbc.update("DELETE FROM reporting.fact");
        rollUp.recount();
    }

    private void tell(Object... told) {
        tell(List.of(told));
    }

    private void tell(List<?> told) {
        for (var event : told) {
            transaction.executeWithoutResult(status -> events.publishEvent(event));
        }
    }

    private long count(String measure, String row, String column) {
        rollUp.now();
        return jdbc.queryForObject(
                "SELECT coalesce(sum(n), 0) FROM reporting.figure WHERE measure = ? AND row_code = ? AND col_code = ?",
                Long.class,
                measure,
                row,
                column);
    }

    private Figure figure(FigureName name, String period) {
        rollUp.now();
        return desk.report(Period.of(period)).figure(name);
    }

    private static Cell cell(Figure figure, String code, Column column) {
        return figure.lines().stream()
                .filter(line -> line.label().code().equals(code))
                .map(line -> figure.cell(line, column))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsACaseAtTheFurthestStepItReached() {
        var told = new Told().withoutConsent();
        var referral = ReferralId.create();
        var matter = MatterId.create();

        tell(told.opened(JULY));
        assertThat(count("CASES", "OPENED", "")).isEqualTo(1);
        tell(told.consents(JULY.plusSeconds(60)));
        assertThat(count("CASES", "OPENED", "")).isZero();
        assertThat(count("CASES", "CONSENTED", "")).isEqualTo(1);
        tell(told.offered(referral, JULY.plusSeconds(120)));
        assertThat(count("CASES", "OFFERED", "")).isEqualTo(1);
        tell(told.accepted(referral, JULY.plusSeconds(240)));
        assertThat(count("CASES", "ACCEPTED", "")).isEqualTo(1);
        tell(told.contacted(matter, JULY.plusSeconds(900)));
        assertThat(count("CASES", "CONTACTED", "")).isEqualTo(1);
        tell(told.closed(matter, referral, Outcome.ASYLUM, Outcome.COMPLETED, JULY.plusSeconds(1_000)));
        assertThat(count("CASES", "CONCLUDED", "")).isEqualTo(1);
        assertThat(jdbc.queryForObject("SELECT sum(n) FROM reporting.figure WHERE measure = 'CASES'", Long.class))
                .isEqualTo(1);
    }

    @Test
    void keepsTheFactOnlyIfTheDeedIsKept() {
        var told = new Told();
        transaction.executeWithoutResult(status -> {
            events.publishEvent(told.opened(JULY));
            status.setRollbackOnly();
        });
        assertThat(count("CASES", "CONSENTED", "")).isZero();
    }

    @Test
    void failsTheDeedWhenTheFactCannotBeKept() {
        jdbc.execute("ALTER TABLE reporting.arrival ADD CONSTRAINT refuses CHECK (kind <> 'OPENED') NOT VALID");
        try {
            assertThatThrownBy(() -> tell(new Told().opened(JULY)))
                    .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
        } finally {
            jdbc.execute("ALTER TABLE reporting.arrival DROP CONSTRAINT refuses");
        }
    }

    @Test
    void takesADuplicateOutOfEveryFigure() {
        var told = new Told();
        tell(told.contactedJourney(ReferralId.create(), MatterId.create(), JULY));
        assertThat(count("LANGUAGE", "mam", "")).isEqualTo(1);

        tell(told.closedAs(CloseReason.DUPLICATE, JULY.plusSeconds(90_000)));

        rollUp.now();
        assertThat(jdbc.queryForObject("SELECT count(*) FROM reporting.figure", Long.class))
                .isZero();
        assertThat(jdbc.queryForObject("SELECT count(*) FROM reporting.spread", Long.class))
                .isZero();
    }

    /** From the moment it is told, whatever was counted before, and back again when a yes is given after all. */
    @Test
    void takesWhoDoesNotWantToBeCountedOutOfEveryFigure() {
        var told = new Told();
        tell(told.contactedJourney(ReferralId.create(), MatterId.create(), JULY));
        rollUp.now();
        var before = figures();

        tell(told.counts(Counting.LEFT_OUT, JULY.plusSeconds(90_000)));
        assertThat(count("LEFT_OUT", "", "")).isEqualTo(1);
        assertThat(figures()).containsExactly("2026-07-01|LEFT_OUT|||1");
        assertThat(jdbc.queryForObject("SELECT count(*) FROM reporting.spread", Long.class))
                .isZero();
        tell(
                told.becomes(Urgency.U0, JULY.plusSeconds(91_000)),
                told.offered(ReferralId.create(), JULY.plusSeconds(92_000)));
        rollUp.now();
        assertThat(figures()).as("what happens later").containsExactly("2026-07-01|LEFT_OUT|||1");
        assertThat(rollUp.recount().differences()).isZero();

        tell(told.counts(Counting.COUNTED, JULY.plusSeconds(93_000)));
        rollUp.now();
        assertThat(figures()).hasSameSizeAs(before).doesNotContain("2026-07-01|LEFT_OUT|||1");
        assertThat(rollUp.recount().differences()).isZero();

        tell(
                told.counts(Counting.LEFT_OUT, JULY.plusSeconds(94_000)),
                told.closedAs(CloseReason.DUPLICATE, JULY.plusSeconds(95_000)));
        rollUp.now();
        assertThat(figures()).as("a duplicate is nobody more").isEmpty();
    }

    @Test
    void tellsHowManyAreLeftOutAsCarefullyAsAllElse() {
        for (var i = 0; i < 10; i++) {
            var told = new Told();
            tell(told.opened(JULY.plusSeconds(i)), told.counts(Counting.LEFT_OUT, JULY.plusSeconds(i)));
        }
        assertThat(cell(figure(FigureName.FUNNEL, "2026"), Figure.LEFT_OUT, Column.COUNT)
                        .withheld())
                .isTrue();
        assertThat(cell(figure(FigureName.FUNNEL, "2026"), "intakes", Column.COUNT)
                        .value())
                .isZero();

        for (var i = 0; i < 10; i++) {
            var told = new Told();
            tell(told.opened(JULY.plusSeconds(100 + i)), told.counts(Counting.LEFT_OUT, JULY.plusSeconds(100 + i)));
        }
        for (var period : List.of("2026-07", "2026-Q3", "2026")) {
            assertThat(cell(figure(FigureName.FUNNEL, period), Figure.LEFT_OUT, Column.COUNT)
                            .value())
                    .as(period)
                    .isEqualTo(20.0);
        }
    }

    private List<String> figures() {
        return jdbc.queryForList(
                "SELECT concat_ws('|', month, measure, row_code, col_code, n) FROM reporting.figure ORDER BY 1",
                String.class);
    }

    @Test
    void countsAStepUnderTheLastUrgencyBeforeTheFirstOffer() {
        var told = new Told().urgency(Urgency.U3);
        tell(told.opened(JULY), told.becomes(Urgency.U1, JULY.plusSeconds(60)));
        tell(told.offered(ReferralId.create(), JULY.plusSeconds(120)), told.becomes(Urgency.U0, JULY.plusSeconds(180)));
        assertThat(count("OFFERS", "U1", "")).isEqualTo(1);
        assertThat(count("OFFERS", "U3", "")).isZero();
        assertThat(count("OFFERS", "U0", "")).isZero();
    }

    @Test
    void countsAStepInTheMonthItWasTaken() {
        var told = new Told();
        var referral = ReferralId.create();
        tell(
                told.opened(JULY),
                told.offered(referral, JULY.plusSeconds(3_600)),
                told.accepted(referral, JULY.plusSeconds(40 * 86_400L)));
        rollUp.now();
        assertThat(jdbc.queryForList(
                        "SELECT month::text FROM reporting.figure WHERE measure IN ('OFFERS', 'ACCEPTANCES') ORDER BY 1",
                        String.class))
                .containsExactly("2026-07-01", "2026-08-01");
    }

    @Test
    void takesAnAcceptanceBackWhenItIsWithdrawn() {
        var told = new Told();
        var referral = ReferralId.create();
        tell(
                told.opened(JULY),
                told.offered(referral, JULY.plusSeconds(60)),
                told.accepted(referral, JULY.plusSeconds(120)));
        assertThat(count("MATTERS", Told.FUND.toString(), "PENDING")).isEqualTo(1);
        assertThat(count("LOAD", TestMembers.PROVIDER.toString(), "BOND")).isEqualTo(1);

        tell(told.withdrawn(referral, JULY.plusSeconds(180)));

        assertThat(count("MATTERS", Told.FUND.toString(), "PENDING")).isZero();
        assertThat(count("LOAD", TestMembers.PROVIDER.toString(), "BOND")).isZero();
        assertThat(count("ANSWERS", TestMembers.PROVIDER.toString(), "ACCEPTED"))
                .isZero();
        assertThat(count("CASES", "OFFERED", "")).isEqualTo(1);
    }

    @Test
    void takesBackHowAMatterEndedWhenItIsOpenedAgain() {
        var told = new Told();
        var referral = ReferralId.create();
        var matter = MatterId.create();
        tell(told.contactedJourney(referral, matter, JULY));
        var closed = told.closed(matter, referral, Outcome.ASYLUM, Outcome.COMPLETED, JULY.plusSeconds(200_000));
        tell(closed);
        assertThat(count("MATTERS", Told.FUND.toString(), "REMAINED")).isEqualTo(1);

        tell(told.reopened(closed, JULY.plusSeconds(300_000)));

        assertThat(count("MATTERS", Told.FUND.toString(), "REMAINED")).isZero();
        assertThat(count("MATTERS", Told.FUND.toString(), "PENDING")).isEqualTo(1);

        tell(told.closed(matter, referral, Outcome.REMOVAL_ORDER, Outcome.COMPLETED, JULY.plusSeconds(400_000)));

        assertThat(count("MATTERS", Told.FUND.toString(), "NOT_REMAINED")).isEqualTo(1);
        assertThat(count("MATTERS", Told.FUND.toString(), "PENDING")).isZero();
    }

    @Test
    void countsAnUnmetNeedOnceWithItsLastCauseUntilSomebodyTakesIt() {
        var told = new Told();
        tell(
                told.opened(JULY),
                told.unmet(UnmetCause.LANGUAGE, JULY.plusSeconds(60)),
                told.unmet(UnmetCause.NO_CAPACITY, JULY.plusSeconds(120)));
        assertThat(count("UNMET", "LANGUAGE", "")).isZero();
        assertThat(count("UNMET", "NO_CAPACITY", "")).isEqualTo(1);
        assertThat(count("UNMET_URGENCY", "U1", "")).isEqualTo(1);
        assertThat(count("UNMET_LANGUAGE", "mam", "")).isEqualTo(1);

        var referral = ReferralId.create();
        tell(told.offered(referral, JULY.plusSeconds(180)));
        assertThat(count("UNMET", "NO_CAPACITY", "")).isEqualTo(1);
        tell(told.accepted(referral, JULY.plusSeconds(240)));
        assertThat(count("UNMET", "NO_CAPACITY", "")).isZero();
    }

    @Test
    void countsWhomARuleOfAFundAloneShutOutByThatRule() {
        var told = new Told();
        tell(told.opened(JULY), told.shutOut(JULY.plusSeconds(60), FundRule.Kind.NO_VIOLENT_FELONY));
        assertThat(count("UNMET_RULE", "NO_VIOLENT_FELONY", "")).isEqualTo(1);

        tell(told.shutOut(JULY.plusSeconds(120), FundRule.Kind.NO_VIOLENT_FELONY, FundRule.Kind.RESIDENT_OF));
        assertThat(count("UNMET_RULE", "NO_VIOLENT_FELONY", "")).isZero();
        assertThat(count("UNMET_RULE", "several-rules", "")).isEqualTo(1);

        tell(told.unmet(UnmetCause.NO_CAPACITY, JULY.plusSeconds(180)));
        assertThat(count("UNMET_RULE", "no-rule", "")).isEqualTo(1);
        tell(told.accepted(ReferralId.create(), JULY.plusSeconds(240)));
        assertThat(count("UNMET_RULE", "no-rule", "")).isZero();
    }

    @Test
    void countsAnswersByTheirReason() {
        var told = new Told();
        var referral = ReferralId.create();
        tell(
                told.opened(JULY),
                told.offered(referral, JULY.plusSeconds(60)),
                told.declined(referral, DeclineReason.LANGUAGE, JULY.plusSeconds(120)));
        assertThat(count("ANSWERS", TestMembers.PROVIDER.toString(), "DECLINED/LANGUAGE"))
                .isEqualTo(1);
    }

    @Test
    void countsPlacesInUseAgainstPlacesPromised() {
        tell(capacity(Service.BOND, 5), capacity(Service.CONSULT, 20), capacity(Service.BOND, 15));
        var referrals = new ArrayList<ReferralId>();
        var tales = new ArrayList<Told>();
        for (var i = 0; i < 12; i++) {
            var told = new Told();
            var referral = ReferralId.create();
            tell(told.opened(JULY), told.accepted(referral, JULY.plusSeconds(60)));
            tales.add(told);
            referrals.add(referral);
        }
        var load = figure(FigureName.LOAD_BY_PROVIDER, "2026");
        var provider = TestMembers.PROVIDER.toString();
        assertThat(cell(load, provider, Column.COUNT)).isEqualTo(Cell.of(24));
        assertThat(cell(load, provider, Column.PROMISED)).isEqualTo(Cell.of(35));
        assertThat(cell(figure(FigureName.LOAD_BY_SERVICE, "2026"), "BOND", Column.USED))
                .isEqualTo(Cell.of(80));

        tell(tales.getFirst().concluded(referrals.getFirst(), JULY.plusSeconds(120)));
        assertThat(cell(figure(FigureName.LOAD_BY_SERVICE, "2026"), "BOND", Column.COUNT))
                .isEqualTo(Cell.of(11));
    }

    private static CapacityChanged capacity(Service service, int promised) {
        return new CapacityChanged(TestMembers.PROVIDER, service, 1, promised, true, Actor.system(), JULY);
    }

    @Test
    void measuresWaitingTimesWithinFivePercent() {
        for (var minutes = 10; minutes <= 210; minutes += 10) {
            var told = new Told();
            var referral = ReferralId.create();
            tell(told.opened(JULY), told.offered(referral, JULY.plusSeconds(minutes * 60L)));
        }
        var times = figure(FigureName.TIME_TO_OFFER, "2026-Q3");

        assertThat(cell(times, "U1", Column.COUNT)).isEqualTo(Cell.of(21));
        assertThat(cell(times, "U1", Column.MEDIAN_MINUTES).value()).isCloseTo(110.0, within(110 * 0.05));
        assertThat(cell(times, "U1", Column.P90_MINUTES).value()).isCloseTo(190.0, within(190 * 0.05));
        assertThat(cell(times, "U0", Column.MEDIAN_MINUTES)).isEqualTo(Cell.NONE);
        assertThat(cell(figure(FigureName.TIME_TO_ACCEPTANCE, "2026-Q3"), "U1", Column.MEDIAN_MINUTES))
                .isEqualTo(Cell.NONE);
    }

    @Test
    void tellsTheRateOfThoseWhoRemainedOverDecidedMattersOnly() {
        outcomes(20, Outcome.CANCELLATION_42B, Outcome.COMPLETED);
        outcomes(12, Outcome.REMOVAL_ORDER, Outcome.COMPLETED);
        outcomes(14, null, Outcome.COMPLETED);
        outcomes(15, null, Outcome.LOST_CONTACT);
        outcomes(30, null, null);
        var funds = figure(FigureName.OUTCOMES_BY_FUND, "2026");
        var fund = Told.FUND.toString();

        assertThat(cell(funds, fund, Column.COUNT)).isEqualTo(Cell.of(91));
        assertThat(cell(funds, fund, Column.PENDING)).isEqualTo(Cell.of(30));
        assertThat(cell(funds, fund, Column.DECIDED)).isEqualTo(Cell.of(32));
        assertThat(cell(funds, fund, Column.REMAINED)).isEqualTo(Cell.of(20));
        assertThat(cell(funds, fund, Column.REMAINED_RATE)).isEqualTo(Cell.of(62.5));
    }

    private void outcomes(
            int many,
            @org.jspecify.annotations.Nullable Outcome legal,
            @org.jspecify.annotations.Nullable Outcome service) {
        for (var i = 0; i < many; i++) {
            var told = new Told();
            var referral = ReferralId.create();
            var matter = MatterId.create();
            tell(told.contactedJourney(referral, matter, JULY));
            if (service != null) {
                tell(told.closed(matter, referral, legal, service, JULY.plusSeconds(200_000)));
            }
        }
    }

    @Test
    void countsDaysInCustodyBeforeTheFirstContact() {
        for (var i = 0; i < 12; i++) {
            tell(new Told()
                    .detainedSince(LocalDate.of(2026, 7, 5))
                    .contactedJourney(ReferralId.create(), MatterId.create(), JULY));
        }
        var custody = figure(FigureName.CUSTODY_DAYS, "2026-Q3");
        assertThat(cell(custody, "D3_7", Column.COUNT)).isEqualTo(Cell.of(12));
        assertThat(cell(custody, "all", Column.MEDIAN_DAYS).value()).isCloseTo(6, within(0.4));
    }

    @Test
    void tellsTheMedianBond() {
        for (var i = 0; i < 11; i++) {
            var told = new Told();
            tell(told.opened(JULY));
            tell(told.outcome(MatterId.create(), Outcome.BOND_POSTED, LocalDate.of(2026, 7, 20), 500_000L, JULY));
        }
        var outcomes = figure(FigureName.OUTCOMES, "2026-Q3");
        assertThat(cell(outcomes, "BOND_POSTED", Column.COUNT)).isEqualTo(Cell.of(11));
        assertThat(cell(outcomes, "BOND_POSTED", Column.MEDIAN_DOLLARS).value()).isCloseTo(5_000, within(250.0));
    }

    @Test
    void countsCallsOfEveryKind() {
        for (var i = 0; i < 11; i++) {
            tell(call(CallKind.RUMOUR), call(CallKind.FOLLOW_UP), new Told().opened(JULY));
        }
        var calls = figure(FigureName.CALLS, "2026-Q3");
        assertThat(cell(calls, "all", Column.COUNT)).isEqualTo(Cell.of(22));
        assertThat(cell(calls, "RUMOUR", Column.SHARE)).isEqualTo(Cell.of(50));
        assertThat(cell(figure(FigureName.FUNNEL, "2026-07"), "calls", Column.COUNT))
                .isEqualTo(Cell.of(33));
    }

    private static CallLogged call(CallKind kind) {
        return new CallLogged(CallId.create(), kind, Actor.system(), JULY);
    }

    @Test
    void putsACaseIntoItsMonthByPacificTime() {
        tell(new Told().opened(Instant.parse("2026-08-01T06:59:59Z")));
        rollUp.now();
        assertThat(jdbc.queryForObject("SELECT month FROM reporting.figure WHERE measure = 'CASES'", LocalDate.class))
                .isEqualTo(LocalDate.of(2026, 7, 1));
    }

    @Test
    void withholdsSmallCountsInEveryFigure() {
        for (var i = 0; i < 30; i++) {
            tell(new Told()
                    .speaking(i < 4 ? TestCatalog.MAM : i < 12 ? TestCatalog.ENGLISH : TestCatalog.SPANISH)
                    .opened(JULY));
        }
        var languages = figure(FigureName.LANGUAGES, "2026-Q3");
        assertThat(cell(languages, "all", Column.COUNT)).isEqualTo(Cell.of(30));
        assertThat(cell(languages, "es", Column.COUNT)).isEqualTo(Cell.of(18));
        assertThat(cell(languages, "en", Column.COUNT)).isEqualTo(Cell.WITHHELD);
        assertThat(cell(languages, "mam", Column.COUNT)).isEqualTo(Cell.WITHHELD);
        assertThat(cell(languages, "mam", Column.SHARE)).isEqualTo(Cell.WITHHELD);
        assertThat(cell(figure(FigureName.FUNNEL, "2026-07"), "offered", Column.COUNT))
                .isEqualTo(Cell.of(0));
    }

    @Test
    void countsTheSameAnewFromTheFacts() {
        var random = new Random(42);
        for (var i = 0; i < 60; i++) {
            tell(randomTale(random));
            if (random.nextInt(5) == 0) {
                rollUp.now();
            }
        }
        rollUp.now();
        var live = jdbc.queryForList("SELECT * FROM reporting.journey ORDER BY case_id");
        var placed = jdbc.queryForList("SELECT * FROM reporting.placement ORDER BY referral_id");

        assertThat(jdbc.queryForList(
                        "SELECT month, measure, row_code, col_code, n FROM reporting.figure WHERE measure = ANY ("
                                + "string_to_array('" + String.join(",", FiguresFixture.measures())
                                + "', ',')) ORDER BY 1, 2, 3, 4"))
                .as("figures against plain SQL over the journeys")
                .isEqualTo(FiguresFixture.counts(jdbc));

        var recount = rollUp.recount();

        assertThat(recount.facts()).isGreaterThan(100);
        assertThat(recount.differences()).isZero();
        assertThat(jdbc.queryForList("SELECT * FROM reporting.journey ORDER BY case_id"))
                .isEqualTo(live);
        assertThat(jdbc.queryForList("SELECT * FROM reporting.placement ORDER BY referral_id"))
                .isEqualTo(placed);
    }

    @Test
    void findsAFigureThatStandsWrong() {
        tell(new Told().opened(JULY));
        rollUp.now();
        jdbc.update("UPDATE reporting.figure SET n = 7 WHERE measure = 'CASES'");
        assertThat(desk.recount().differences()).isEqualTo(2);
        assertThat(desk.recount().differences()).isZero();
    }

    @Test
    void countsEveryFactOnceWhenSeveralNodesRollUp() throws Exception {
        var tales = new ArrayList<Callable<Void>>();
        for (var i = 0; i < 4; i++) {
            tales.add(() -> {
                for (var j = 0; j < 40; j++) {
                    tell(new Told().contactedJourney(ReferralId.create(), MatterId.create(), JULY));
                }
                return null;
            });
            tales.add(() -> {
                for (var j = 0; j < 40; j++) {
                    rollUp.whenDue();
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(tales)) {
                done.get();
            }
        }
        assertThat(count("CASES", "CONTACTED", "")).isEqualTo(160);
        assertThat(desk.recount().differences()).isZero();
    }

    @Test
    void answersFromTheSameFiguresUntilTheyChange() {
        tell(new Told().opened(JULY));
        rollUp.now();
        var first = desk.report(JULY_2026).figure(FigureName.FUNNEL);
        assertThat(desk.report(JULY_2026).figure(FigureName.FUNNEL)).isSameAs(first);
        tell(new Told().opened(JULY));
        rollUp.now();
        assertThat(desk.report(JULY_2026).figure(FigureName.FUNNEL)).isNotSameAs(first);
        assertThat(desk.years()).contains(2026);
    }

    private static List<Object> randomTale(Random random) {
        var told = new Told().urgency(Urgency.values()[random.nextInt(5)]);
        var from = JULY.plusSeconds(random.nextInt(90 * 86_400));
        var tale = new ArrayList<Object>();
        tale.add(told.opened(from));
        var referral = ReferralId.create();
        var matter = MatterId.create();
        if (random.nextInt(4) == 0) {
            tale.add(told.unmet(UnmetCause.values()[random.nextInt(8)], from.plusSeconds(30)));
        }
        if (random.nextInt(3) == 0) {
            tale.add(told.becomes(Urgency.U0, from.plusSeconds(40)));
        }
        if (random.nextInt(5) > 0) {
            tale.add(told.offered(referral, from.plusSeconds(60)));
            if (random.nextInt(3) > 0) {
                tale.add(told.accepted(referral, from.plusSeconds(600)));
                if (random.nextInt(2) == 0) {
                    tale.add(told.contacted(matter, from.plusSeconds(6_000)));
                    tale.add(told.closed(
                            matter,
                            referral,
                            Outcome.values()[11 + random.nextInt(20)],
                            Outcome.COMPLETED,
                            from.plusSeconds(90_000)));
                    tale.add(told.concluded(referral, from.plusSeconds(90_000)));
                } else if (random.nextInt(3) == 0) {
                    tale.add(told.withdrawn(referral, from.plusSeconds(700)));
                }
            } else {
                tale.add(told.declined(referral, DeclineReason.values()[random.nextInt(14)], from.plusSeconds(500)));
            }
        }
        if (random.nextInt(5) == 0) {
            tale.add(told.counts(Counting.LEFT_OUT, from.plusSeconds(50 + random.nextInt(90_000))));
            if (random.nextInt(3) == 0) {
                tale.add(told.counts(Counting.COUNTED, from.plusSeconds(95_000)));
            }
        }
        if (random.nextInt(10) == 0) {
            tale.add(told.closedAs(CloseReason.DUPLICATE, from.plusSeconds(100_000)));
        }
        return tale;
    }
}
