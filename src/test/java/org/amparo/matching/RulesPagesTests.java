package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.api;
import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.Scenario;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The rules, by who may read and who may switch them, and what a switch does to who waits. */
@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, Setting.class})
class RulesPagesTests {

    private final MockMvc mvc;
    private final Setting setting;
    private final MatchingDesk desk;
    private final RulesDesk rules;
    private final Drawing drawing;
    private final Clock clock;

    RulesPagesTests(MockMvc mvc, Setting setting, MatchingDesk desk, RulesDesk rules, Drawing drawing, Clock clock) {
        this.mvc = mvc;
        this.setting = setting;
        this.desk = desk;
        this.rules = rules;
        this.drawing = drawing;
        this.clock = clock;
    }

    @BeforeEach
    void twoProviders() {
        setting.twoProviders();
    }

    @AfterEach
    void asTheyWere() {
        setting.everyRuleInForce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "attorney", "lead", "steward"})
    void everybodyReadsTheRulesTheyAreJudgedBy(String person) throws Exception {
        mvc.perform(get("/rules").with(page(person)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Spanish is never assumed."),
                                containsString("Cannot be switched off: a no is a no"))));
        mvc.perform(get("/api/v1/rules").with(api(person)))
                .andExpect(jsonPath("$.version").value(1))
                .andExpect(jsonPath("$.rules", hasSize(Rule.values().length)))
                .andExpect(jsonPath("$.rules[3].rule").value("LANGUAGE"))
                .andExpect(jsonPath("$.rules[3].switchable").value(true))
                .andExpect(jsonPath("$.rules[3].state").value("IN_FORCE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "attorney", "lead"})
    void onlyAStewardSwitchesThem(String person) throws Exception {
        mvc.perform(get("/rules").with(page(person))).andExpect(content().string(not(containsString("/decision"))));
        mvc.perform(get("/rules/LANGUAGE/decision").with(page(person))).andExpect(status().isForbidden());
        mvc.perform(post("/rules/LANGUAGE/decision").with(page(person)).with(csrf()))
                .andExpect(status().isForbidden());
        decided(person, "LANGUAGE", today(), 1).andExpect(status().isForbidden());
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> rules.decide(off(Rule.LANGUAGE, today(), 1), DISPATCHER));
    }

    @Test
    void aStewardSwitchesARuleOffOnThePageAndWhoWaitsFindsSomebody() throws Exception {
        var caseFile = setting.waiting(facts().at(TestCatalog.CALIFORNIA_CITY).build());
        assertThat(desk.redraw(caseFile, 1, DISPATCHER).cause()).isEqualTo(UnmetCause.PLACE);

        mvc.perform(post("/rules/PLACE/decision")
                        .with(page("steward"))
                        .with(csrf())
                        .param("state", "NOT_IN_FORCE")
                        .param("validFrom", today().toString())
                        .param("reason", "Steering committee: hearings are by video")
                        .param("version", "1"))
                .andExpect(redirectedUrl("/rules"));

        var drawn = desk.redraw(caseFile, 1, DISPATCHER);
        assertThat(drawn.cause()).isNull();
        assertThat(drawn.rulesVersion()).isEqualTo(2);
        mvc.perform(get("/cases/{id}/shortlist", caseFile).with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Rule not in force:"),
                                containsString("It does not serve California City"),
                                containsString("so this excludes nobody"),
                                containsString("version 2 of the rules"))));
        mvc.perform(get("/rules").with(page("volunteer")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Not in force"),
                                containsString("Steering committee: hearings are by video"))));
    }

    @Test
    void whoWaitsIsLookedAtAgainByItself(Scenario scenario) {
        var caseFile = setting.waiting(facts().at(TestCatalog.CALIFORNIA_CITY).build());
        desk.redraw(caseFile, 1, DISPATCHER);
        scenario.stimulate(() -> rules.decide(off(Rule.PLACE, today(), 1), STEWARD))
                .andWaitForEventOfType(ShortlistDrawn.class)
                .matching(drawn ->
                        drawn.caseFile().equals(caseFile) && !drawn.proposals().isEmpty())
                .toArrive();
    }

    @Test
    void whatIsDecidedForLaterChangesNothingToday() {
        var caseFile = setting.waiting(facts().at(TestCatalog.CALIFORNIA_CITY).build());
        rules.decide(off(Rule.PLACE, today().plusDays(3), 1), STEWARD);
        assertThat(desk.redraw(caseFile, 1, DISPATCHER).cause()).isEqualTo(UnmetCause.PLACE);
        var then = drawing.then(
                caseFile, facts().build(), java.util.Map.of(), clock.instant().plus(java.time.Duration.ofDays(4)));
        assertThat(then.rules().waived()).containsExactly(Rule.PLACE);
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingTypedIsLost() throws Exception {
        mvc.perform(post("/rules/LANGUAGE/decision")
                        .with(page("steward"))
                        .with(csrf())
                        .param("state", "NOT_IN_FORCE")
                        .param("validFrom", today().minusDays(1).toString())
                        .param("reason", "Grant letter, paragraph 4")
                        .param("version", "1"))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("Choose today or a later day"),
                                containsString("Grant letter, paragraph 4"))));
        mvc.perform(post("/rules/LANGUAGE/decision").with(page("steward")).with(csrf()))
                .andExpect(status().is(422));
        assertThat(rules.rules().version()).isEqualTo(1);
    }

    @Test
    void theSlowerOfTwoStewardsIsTold() throws Exception {
        rules.decide(off(Rule.LANGUAGE, today(), 1), STEWARD);
        decided("steward", "PLACE", today(), 1).andExpect(status().isConflict());
        decided("steward", "PLACE", today(), 2)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(3));
    }

    @Test
    void whatCannotBeSwitchedHasNoPageAndIsRefusedByTheApi() throws Exception {
        mvc.perform(get("/rules/ASKED/decision").with(page("steward"))).andExpect(status().isNotFound());
        mvc.perform(get("/rules/MERIT/decision").with(page("steward"))).andExpect(status().isNotFound());
        decided("steward", "ASKED", today(), 1)
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("rule"));
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> rules.decide(off(Rule.STANDING, today(), 1), STEWARD));
    }

    private ResultActions decided(String person, String rule, LocalDate from, int version) throws Exception {
        return mvc.perform(post("/api/v1/rules/{rule}/decisions", rule)
                .with(api(person))
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"state": "NOT_IN_FORCE", "validFrom": "%s", "reason": "Steering committee", "version": %d}
                        """.formatted(from, version)));
    }

    private static SwitchRule off(Rule rule, LocalDate from, int version) {
        return new SwitchRule(rule, RuleState.NOT_IN_FORCE, from, "Steering committee", version);
    }

    private LocalDate today() {
        return clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate();
    }
}
