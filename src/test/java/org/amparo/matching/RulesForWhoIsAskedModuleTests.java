package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.practicing;
import static org.amparo.support.TestCatalog.ADELANTO;
import static org.amparo.support.TestCatalog.OTAY_MESA;
import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.STEWARD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.intake.Answer;
import org.amparo.intake.CaseId;
import org.amparo.intake.FundFacts;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Service;
import org.amparo.membership.Directory;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;
import org.amparo.membership.FundRulesChanged;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.Objection;
import org.amparo.referrals.Reopening;
import org.amparo.referrals.RoundLookedAt.Look;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.modulith.test.Scenario;

/**
 * What a decision of the coalition, or other rules of a fund, mean for whom a case is offered to already: who has a rule against them since is looked
 * at again, and nobody else hears of it.
 */
@ApplicationModuleTest
@Import({TestInfrastructure.class, RulesForWhoIsAskedModuleTests.Funded.class, TestCatalog.class, Setting.class})
class RulesForWhoIsAskedModuleTests {

    private static final FundId COUNTY = FundId.create();
    private static final FundFacts CONVICTED = new FundFacts(TestCatalog.LOS_ANGELES, 120, Answer.YES);

    /** The second provider holds a fund that had no rule once, and may have one from a day on. */
    static class Funded extends TestMembers {

        private @Nullable LocalDate carveOutFrom;

        @Override
        public List<FundEntry> funds(LocalDate on) {
            var from = carveOutFrom;
            var rules = from == null || on.isBefore(from)
                    ? List.<FundRule>of()
                    : List.of(new FundRule(
                            FundRule.Kind.NO_VIOLENT_FELONY, Set.of(), null, from, null, "Contract, exhibit A"));
            return List.of(new FundEntry(COUNTY, "County fund", Set.of(OTHER_PROVIDER), rules));
        }
    }

    private final Setting setting;
    private final MatchingDesk desk;
    private final RulesDesk rules;
    private final RulesInForce inForce;
    private final Redrawing redrawing;
    private final Directory directory;
    private final Funded funds;
    private final IncompleteEventPublications stalled;
    private final JdbcClient jdbc;
    private final Clock clock;

    RulesForWhoIsAskedModuleTests(
            Setting setting,
            MatchingDesk desk,
            RulesDesk rules,
            RulesInForce inForce,
            Redrawing redrawing,
            Funded funds,
            IncompleteEventPublications stalled,
            JdbcClient jdbc,
            Clock clock) {
        this.setting = setting;
        this.desk = desk;
        this.rules = rules;
        this.inForce = inForce;
        this.redrawing = redrawing;
        this.directory = funds;
        this.funds = funds;
        this.stalled = stalled;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The first serves Adelanto and takes cases nobody pays for; the second serves Otay Mesa, and only what its fund pays for. */
    @BeforeEach
    void twoProvidersAndNoPlaceExcluded() {
        setting.twoProviders();
        funds.carveOutFrom = null;
        jdbc.sql("DELETE FROM event_publication").update();
        describe(PROVIDER, practicing().offering());
        describe(OTHER_PROVIDER, practicing().facilities(OTAY_MESA).with().offering());
        rules.decide(decision(RuleState.NOT_IN_FORCE, today(), 1), STEWARD);
    }

    @AfterEach
    void asTheyWere() {
        setting.everyRuleInForce();
    }

    @Test
    void whomARulePutInForceSpeaksAgainstIsLookedAtAgainAndNobodyElse(Scenario scenario) {
        var caseFile = asked(OTHER_PROVIDER, PROVIDER);
        scenario.stimulate(() -> rules.decide(decision(RuleState.IN_FORCE, today(), 2), STEWARD))
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked -> {
                    assertThat(looked.because()).isEqualTo(Reopening.RULES);
                    assertThat(looked.looks()).containsExactly(new Look(OTHER_PROVIDER, Objection.PLACE));
                });
    }

    @Test
    void theOnlyOneIsSparedAndToldWhatSpeaksAgainstThem(Scenario scenario) {
        describe(PROVIDER, practicing().facilities(OTAY_MESA).offering());
        var caseFile = asked(OTHER_PROVIDER);
        scenario.stimulate(() -> rules.decide(decision(RuleState.IN_FORCE, today(), 2), STEWARD))
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked ->
                        assertThat(looked.looks()).containsExactly(new Look(OTHER_PROVIDER, null, Objection.PLACE)));
    }

    @Test
    void whoIsAskedHearsNothingWhenARuleExcludesNobodyAnyMoreOrOnlyLater(
            Scenario scenario, AssertablePublishedEvents events) {
        var caseFile = asked(OTHER_PROVIDER, PROVIDER);
        var drawn = desk.redraw(caseFile, 1, DISPATCHER).drawnAt();
        scenario.stimulate(() -> {
                    rules.decide(
                            new SwitchRule(Rule.LANGUAGE, RuleState.NOT_IN_FORCE, today(), "Interpreters", 2), STEWARD);
                    rules.decide(decision(RuleState.IN_FORCE, today().plusDays(1), 3), STEWARD);
                })
                .andWaitForStateChange(this::outstanding, count -> count == 0);
        assertThat(desk.shortlist(caseFile, 1, DISPATCHER).drawnAt()).isEqualTo(drawn);
        assertThat(events.ofType(LookedAgain.class)).isEmpty();
    }

    @Test
    void whatWasDecidedForALaterDayIsLookedAtOnThatDayAsOfItsBeginning(Scenario scenario) {
        var caseFile = asked(OTHER_PROVIDER, PROVIDER);
        rules.decide(decision(RuleState.IN_FORCE, today().plusDays(1), 2), STEWARD);
        setting.aNightPasses();
        var day = turns();
        scenario.stimulate(day::day)
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked -> {
                    assertThat(looked.because()).isEqualTo(Reopening.RULES);
                    assertThat(looked.told()).isEqualTo(beginningOf(today()));
                    assertThat(looked.looks()).containsExactly(new Look(OTHER_PROVIDER, Objection.PLACE));
                });
        var drawn = desk.shortlist(caseFile, 1, DISPATCHER).drawnAt();
        day.day();
        assertThat(desk.shortlist(caseFile, 1, DISPATCHER).drawnAt())
                .as("a node looks once a day")
                .isEqualTo(drawn);
        scenario.stimulate(() -> turns().day())
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked -> assertThat(looked.told())
                        .as("another node tells of the same change")
                        .isEqualTo(beginningOf(today())));
    }

    @Test
    void whatFailsIsKeptAndDoneWhenItIsTriedAgain(Scenario scenario) {
        var caseFile = asked(OTHER_PROVIDER, PROVIDER);
        jdbc.sql("ALTER TABLE matching.shortlist RENAME TO shortlist_away").update();
        try {
            scenario.stimulate(() -> rules.decide(decision(RuleState.IN_FORCE, today(), 2), STEWARD))
                    .andWaitForStateChange(this::failed, count -> count == 1);
        } finally {
            jdbc.sql("ALTER TABLE matching.shortlist_away RENAME TO shortlist").update();
        }
        scenario.stimulate(() -> stalled.resubmitIncompletePublications(publication -> true))
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked ->
                        assertThat(looked.looks()).containsExactly(new Look(OTHER_PROVIDER, Objection.PLACE)));
    }

    @Test
    void whoseFundPaysNoMoreIsLookedAtAgain(Scenario scenario) {
        var caseFile = asked(OTHER_PROVIDER, PROVIDER);
        funds.carveOutFrom = today();
        scenario.publish(new FundRulesChanged(COUNTY, Actor.system(), now()))
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked -> {
                    assertThat(looked.because()).isEqualTo(Reopening.FUND_RULES);
                    assertThat(looked.looks()).containsExactly(new Look(OTHER_PROVIDER, Objection.FUND));
                });
    }

    @Test
    void whoseFundPaysNoMoreFromADayOnIsLookedAtOnThatDay(Scenario scenario) {
        var caseFile = asked(OTHER_PROVIDER, PROVIDER);
        setting.everyRuleInForce();
        rules.decide(decision(RuleState.NOT_IN_FORCE, today().plusDays(1), 1), STEWARD);
        setting.aNightPasses();
        funds.carveOutFrom = today();
        scenario.stimulate(() -> turns().day())
                .andWaitForEventOfType(LookedAgain.class)
                .matching(looked -> looked.caseFile().equals(caseFile))
                .toArriveAndVerify(looked -> {
                    assertThat(looked.because()).isEqualTo(Reopening.FUND_RULES);
                    assertThat(looked.told()).isEqualTo(beginningOf(today()));
                    assertThat(looked.looks()).containsExactly(new Look(OTHER_PROVIDER, Objection.FUND));
                });
    }

    /** Somebody at Adelanto whom only a fund without a carve-out pays for. */
    private CaseId asked(OrganizationId... providers) {
        var caseFile = setting.waiting(facts().at(ADELANTO).fund(CONVICTED).build());
        for (var provider : providers) {
            setting.offered(caseFile, provider);
        }
        return caseFile;
    }

    private void describe(OrganizationId provider, Offering offering) {
        desk.describe(
                new DescribePractice(provider, offering, Map.of(Service.BOND, 3), Taking.OPEN, null),
                provider.equals(PROVIDER) ? ATTORNEY : OTHER_ATTORNEY);
    }

    private Turns turns() {
        return new Turns(redrawing, inForce, directory, jdbc, clock);
    }

    private static SwitchRule decision(RuleState state, LocalDate from, int version) {
        return new SwitchRule(Rule.PLACE, state, from, "Steering committee", version);
    }

    private long outstanding() {
        return jdbc.sql("SELECT count(*) FROM event_publication")
                .query(Long.class)
                .single();
    }

    private long failed() {
        return jdbc.sql(
                        "SELECT count(*) FROM event_publication WHERE status = 'FAILED' AND listener_id = 'matching.draw-for-rules'")
                .query(Long.class)
                .single();
    }

    private static Instant beginningOf(LocalDate day) {
        return day.atStartOfDay(OfficeHours.PACIFIC).toInstant();
    }

    private LocalDate today() {
        return now().atZone(OfficeHours.PACIFIC).toLocalDate();
    }

    private Instant now() {
        return clock.instant();
    }
}
