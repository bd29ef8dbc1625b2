package org.amparo.matching;

import static org.amparo.matching.Given.caseFile;
import static org.amparo.matching.Given.facts;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amparo.intake.Answer;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseOpened;
import org.amparo.intake.FundFacts;
import org.amparo.intake.SpanishFluency;
import org.amparo.kernel.Actor;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.matching.UnmetNeed.Alone;
import org.amparo.matching.WhatIf.Wished;
import org.amparo.matching.WhatIfView.Roughly;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.Scenario;
import org.springframework.test.context.TestConstructor;

/** Who nobody could take is kept over time, and asked what would have changed it. */
@ApplicationModuleTest
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class WhatIfModuleTests {

    private static final FundId FUND = FundId.create();

    private final WhatIfDesk desk;
    private final Replay replay;
    private final UnmetNeeds needs;
    private final RoutedCases cases;
    private final TestMembers members;
    private final JdbcClient jdbc;
    private final Clock clock;
    private int number = 5_000;

    WhatIfModuleTests(
            WhatIfDesk desk,
            Replay replay,
            UnmetNeeds needs,
            RoutedCases cases,
            TestMembers members,
            JdbcClient jdbc,
            Clock clock) {
        this.desk = desk;
        this.replay = replay;
        this.needs = needs;
        this.cases = cases;
        this.members = members;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void nobodyWaits() {
        jdbc.sql("TRUNCATE matching.unmet, matching.routed_case, matching.asked, matching.shortlist")
                .update();
        jdbc.sql("DELETE FROM event_publication").update();
    }

    @Test
    void keepsFromWhenUntilWhenAndWhatAloneStoodInTheWay(Scenario scenario) {
        var id = caseFile(++number);
        var now = clock.instant();
        scenario.publish(new CaseOpened(
                        id,
                        HumanReference.of("K7MR4QX"),
                        facts().at(FacilityCode.of("NOWHERE")).build(),
                        now,
                        Actor.system(),
                        now))
                .andWaitForEventOfType(NoProviderFound.class)
                .matching(unmet -> unmet.caseFile().equals(id))
                .toArrive();
        assertThat(kept()).singleElement().satisfies(unmet -> {
            assertThat(unmet.until()).isNull();
            assertThat(unmet.taken()).isFalse();
            assertThat(unmet.facts().facility()).isEqualTo(FacilityCode.of("NOWHERE"));
        });

        scenario.publish(new org.amparo.intake.ConsentWithdrawn(id, Actor.system(), clock.instant()))
                .andWaitForStateChange(() -> kept().getFirst().until())
                .andVerify(until -> assertThat(until).isAfterOrEqualTo(now));
    }

    @Test
    void countsForWhomANewPlaceWouldHaveBeenThere() {
        for (var week = 0; week < 13; week++) {
            left(facts().build(), week, true);
        }

        assertThat(replay.replay(places(null, 1))).isEqualTo(new Replay.Replayed(13, 13, 0));
        assertThat(desk.ask(places(null, 1), TestMembers.LEAD).more()).isEqualTo(new Roughly(10, false));
    }

    @Test
    void aPlaceNobodyTakesInItsWeekIsGone() {
        for (var person = 0; person < 20; person++) {
            left(facts().build(), 0, true);
        }

        assertThat(replay.replay(places(null, 1)).more()).isEqualTo(1);
        assertThat(replay.replay(places(null, 5)).more()).isEqualTo(5);
        assertThat(desk.ask(places(null, 5), TestMembers.LEAD).more()).isEqualTo(new Roughly(null, true));
        assertThat(desk.ask(places(null, 5), TestMembers.LEAD).left()).isEqualTo(new Roughly(20, false));
    }

    @Test
    void whoStillHasNobodyMayTakeAPlaceOfALaterWeek() {
        for (var person = 0; person < 5; person++) {
            left(facts().build(), 0, false);
        }

        assertThat(replay.replay(places(null, 1)).more()).isEqualTo(5);
    }

    @Test
    void whoWasNeverFoundAnybodyForComesBeforeWhoWasFoundSomebodyLater() {
        var never = left(facts().build(), 0, true);
        var later = left(facts().build(), 0, true);
        cases.placed(later.caseFile(), 1, clock.instant());

        assertThat(replay.replay(places(null, 1))).isEqualTo(new Replay.Replayed(2, 1, 0));
        assertThat(replay.replay(places(null, 2))).isEqualTo(new Replay.Replayed(2, 1, 1));
        assertThat(never.taken()).isFalse();
    }

    @Test
    void judgesAPlaceByTheRulesOfAShortlist() {
        left(facts().build(), 0, true);
        left(facts().at(FacilityCode.of("OTAYMCA")).build(), 1, true);
        left(facts().needs(Service.HABEAS).build(), 2, true);
        left(facts().at(null).build(), 3, true);
        left(facts().speaks(LanguageCode.of("quc"), SpanishFluency.NONE).build(), 4, true);

        assertThat(replay.replay(places(null, 1)).more())
                .as("bond, anywhere, any language")
                .isEqualTo(4);
        assertThat(replay.replay(places(TestCatalog.ADELANTO, 1)).more())
                .as("bond at Adelanto")
                .isEqualTo(2);
        assertThat(replay.replay(
                                wish(Wished.PLACES, Service.BOND, TestCatalog.ADELANTO, TestCatalog.MAM, null, null, 1))
                        .more())
                .as("bond at Adelanto in Mam")
                .isEqualTo(1);
    }

    @Test
    void countsForWhomAnInterpreterWouldHaveBeenEnough() {
        left(facts().build(), 0, true, new Alone(PROVIDER, Rule.LANGUAGE, 2));
        left(facts().build(), 0, true, new Alone(PROVIDER, Rule.LANGUAGE, 2));
        left(facts().build(), 1, true, new Alone(PROVIDER, Rule.PLACE, 2));
        left(
                facts().speaks(LanguageCode.of("quc"), SpanishFluency.NONE).build(),
                2,
                true,
                new Alone(PROVIDER, Rule.LANGUAGE, 2));

        assertThat(replay.replay(interpreter(1)).more()).isEqualTo(1);
        assertThat(replay.replay(interpreter(5)).more()).isEqualTo(2);
    }

    @Test
    void countsWhomAFundWouldHavePaidForWithoutARuleAsFarAsThereWasRoom() {
        members.add(new FundEntry(
                FUND,
                "County fund",
                Set.of(PROVIDER),
                List.of(new FundRule(
                        FundRule.Kind.NO_VIOLENT_FELONY,
                        Set.of(),
                        null,
                        quarter().from().minusYears(1),
                        null,
                        "contract"))));
        var excluded = facts().fund(new FundFacts(TestCatalog.LOS_ANGELES, 120, Answer.YES))
                .build();
        left(excluded, 0, true, new Alone(PROVIDER, Rule.FUND, 1));
        left(excluded, 0, true, new Alone(PROVIDER, Rule.FUND, 1));
        left(excluded, 1, true, new Alone(PROVIDER, Rule.FUND, null));

        assertThat(replay.replay(wish(Wished.FUND, null, null, null, FUND, FundRule.Kind.NO_VIOLENT_FELONY, 1))
                        .more())
                .as("one place in either week")
                .isEqualTo(2);
        assertThat(replay.replay(wish(Wished.FUND, null, null, null, FUND, FundRule.Kind.DETAINED, 1))
                        .more())
                .as("another rule")
                .isZero();
    }

    @Test
    void leavesOutWhoSaidNoToBeingCounted() {
        var person = left(facts().build(), 0, true);
        cases.leftOut(person.caseFile(), true);

        assertThat(replay.replay(places(null, 1))).isEqualTo(new Replay.Replayed(0, 0, 0));
    }

    @Test
    void countsAPersonOnceHoweverManyNeedsNobodyCouldTake() {
        var person = left(facts().build(), 0, true);
        cases.keep(person.caseFile(), null, facts().round(2).build(), person.since());
        needs.begin(
                new RoutedCase(
                        person.caseFile(),
                        2,
                        null,
                        facts().round(2).build(),
                        RoutedCase.State.WAITING,
                        false,
                        person.since()),
                UnmetCause.NO_CAPACITY,
                List.of(),
                person.since().plusSeconds(60));

        assertThat(replay.replay(places(null, 10))).isEqualTo(new Replay.Replayed(1, 1, 0));
    }

    @Test
    void isAnsweredToLeadsAndStewardsAlone() {
        assertThat(desk.ask(places(null, 1), TestMembers.STEWARD).left()).isEqualTo(new Roughly(0, false));
        for (var other : List.of(TestMembers.DISPATCHER, TestMembers.VOLUNTEER, TestMembers.ATTORNEY)) {
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> desk.ask(places(null, 1), other));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    PLACES,      , , , , , 1, service, what-if-service
                    PLACES,      BOND, ADLNTCA, LOS, , , 1, fieldOffice, what-if-one-place
                    PLACES,      BOND, NOWHERE, , , , 1, facility, unknown-code
                    PLACES,      BOND, , , xx, , 1, language, unknown-code
                    PLACES,      BOND, , , , , 4, perWeek, what-if-per-week
                    INTERPRETER, , , , , , 1, language, what-if-language
                    FUND,        , , , , DETAINED, 1, fund, what-if-fund""")
    void saysWhatIsWrongWithAQuestion(
            Wished kind,
            @Nullable Service service,
            @Nullable String facility,
            @Nullable String office,
            @Nullable String language,
            FundRule.@Nullable Kind rule,
            int perWeek,
            String field,
            String code) {
        var wish = new WhatIf(
                quarter(),
                kind,
                service,
                facility == null ? null : FacilityCode.of(facility),
                office == null ? null : org.amparo.kernel.FieldOfficeCode.of(office),
                language == null ? null : LanguageCode.of(language),
                null,
                rule,
                perWeek);

        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> desk.ask(wish, TestMembers.LEAD))
                .satisfies(rejected -> {
                    assertThat(rejected.field()).isEqualTo(field);
                    assertThat(rejected.code()).isEqualTo(code);
                });
    }

    @Test
    void looksBackOnQuartersThatAreOver() {
        assertThat(desk.quarters()).hasSize(8).startsWith(quarter());
        var running = new WhatIf(
                Quarter.of(clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate()),
                Wished.PLACES,
                Service.BOND,
                null,
                null,
                null,
                null,
                null,
                1);
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> desk.ask(running, TestMembers.LEAD))
                .matches(rejected -> rejected.code().equals("what-if-quarter"));
    }

    private List<UnmetNeed> kept() {
        return needs.between(Instant.EPOCH, clock.instant().plusSeconds(3_600));
    }

    /** Somebody nobody could take from a week of the quarter on, to the end of that week or up to now. */
    private UnmetNeed left(CaseFacts facts, int week, boolean endsAtOnce, Alone... alone) {
        var id = caseFile(++number);
        var since = quarter().begins().plus(Duration.ofDays(7L * week)).plus(Duration.ofHours(number % 100));
        cases.keep(id, null, facts, since);
        var routed = new RoutedCase(id, 1, null, facts, RoutedCase.State.WAITING, false, since);
        needs.begin(routed, UnmetCause.NO_CAPACITY, List.of(alone), since);
        if (endsAtOnce) {
            needs.end(id, 1, UnmetNeed.End.FOUND, since.plus(Duration.ofHours(1)));
        }
        return needs.between(since, since.plusSeconds(1)).stream()
                .filter(unmet -> unmet.caseFile().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Quarter quarter() {
        return Quarter.of(clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate())
                .before();
    }

    private WhatIf places(@Nullable FacilityCode facility, int perWeek) {
        return wish(Wished.PLACES, Service.BOND, facility, null, null, null, perWeek);
    }

    private WhatIf interpreter(int perWeek) {
        return wish(Wished.INTERPRETER, null, null, TestCatalog.MAM, null, null, perWeek);
    }

    private WhatIf wish(
            Wished kind,
            @Nullable Service service,
            @Nullable FacilityCode facility,
            @Nullable LanguageCode language,
            @Nullable FundId fund,
            FundRule.@Nullable Kind rule,
            int perWeek) {
        return new WhatIf(quarter(), kind, service, facility, null, language, fund, rule, perWeek);
    }
}
