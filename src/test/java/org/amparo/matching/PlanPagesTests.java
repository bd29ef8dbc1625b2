package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.api;
import static org.amparo.support.TestMembers.page;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Urgency;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;

/** The plan's pages and API, by who may use them and what they say. */
@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, Setting.class})
class PlanPagesTests {

    private final MockMvc mvc;
    private final Setting setting;
    private final PlanDesk plans;
    private final RulesDesk rules;
    private final Clock clock;

    PlanPagesTests(MockMvc mvc, Setting setting, PlanDesk plans, RulesDesk rules, Clock clock) {
        this.mvc = mvc;
        this.setting = setting;
        this.plans = plans;
        this.rules = rules;
        this.clock = clock;
    }

    @BeforeEach
    void twoProviders() {
        setting.twoProviders();
    }

    @AfterEach
    void everyRuleInForce() {
        setting.everyRuleInForce();
    }

    @ParameterizedTest
    @CsvSource({"dispatcher, 200", "volunteer, 403", "attorney, 403", "lead, 403", "steward, 403"})
    void openForDispatchersOnly(String person, int status) throws Exception {
        mvc.perform(get("/plan").with(page(person))).andExpect(status().is(status));
        mvc.perform(get("/plan/cases/{id}", planned()).with(page(person))).andExpect(status().is(status));
        mvc.perform(get("/api/v1/plan").with(api(person))).andExpect(status().is(status));
    }

    @Test
    void beforeTheFirstPlanThereIsAButtonAndNothingElse() throws Exception {
        mvc.perform(get("/plan").with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("No plan has been made yet"),
                                containsString("Plan the docket"),
                                not(containsString("Case by case")))));
        mvc.perform(get("/api/v1/plan").with(api("dispatcher"))).andExpect(status().isNotFound());
    }

    @Test
    void aPlanIsMadeAndSaysWhatItBringsAndWhatOneMorePlaceWould() throws Exception {
        setting.used(2);
        setting.waiting(facts().urgency(Urgency.U1).build());
        setting.waiting(facts().urgency(Urgency.U3).build());
        mvc.perform(post("/plan").with(page("dispatcher")).with(csrf()))
                .andExpect(redirectedUrl("/plan"))
                .andExpect(flash().attribute("notice", "matching.plan.made"));
        mvc.perform(get("/plan").with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("2 people wait without an offer"),
                                containsString(
                                        "Bond hearing, First Legal Aid: one more place would place one more person (U3)"),
                                containsString("Offer 1 case as planned"),
                                containsString("How the plan is made, and why it is the best there is"))));
        mvc.perform(get("/plan?show=WAITING").with(page("dispatcher")))
                .andExpect(content()
                        .string(containsString("One provider could take it, but all room goes to cases before it")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void everyWordIsKnownInBothLanguages(String language) throws Exception {
        var caseFile = planned();
        for (var address : new String[] {
            "/plan", "/plan?show=ALL", "/plan?show=WAITING", "/plan?show=REFUSED&page=9", "/plan/cases/" + caseFile
        }) {
            mvc.perform(get(address).with(page("dispatcher")).cookie(new Cookie("amparo-language", language)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(not(containsString("??"))))
                    .andExpect(content().string(not(containsString("matching."))));
        }
        mvc.perform(get("/plan").with(page("dispatcher")).cookie(new Cookie("amparo-language", "es")))
                .andExpect(content().string(containsString("Plan de asignación")));
    }

    @Test
    void aCaseIsPinnedOrKeptFromProvidersForTheNextPlan() throws Exception {
        var caseFile = planned();
        var plan = plans.latest(DISPATCHER).orElseThrow().id().toString();
        mvc.perform(get("/plan/cases/{id}", caseFile).with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("name=\"pinned\" value=\"anywhere\" checked=\"checked\""),
                                containsString("value=\"" + PROVIDER + "\""),
                                not(containsString("value=\"" + OTHER_PROVIDER + "\"")))));
        mvc.perform(post("/plan/cases/{id}/wishes", caseFile)
                        .param("plan", plan)
                        .param("pinned", PROVIDER.toString())
                        .with(page("dispatcher"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/plan"));
        mvc.perform(get("/plan").with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("goes to First Legal Aid"),
                                containsString("Plan again before you offer"),
                                not(containsString("as planned</button>")))));
        mvc.perform(post("/plan/cases/{id}/wishes", caseFile)
                        .param("plan", plan)
                        .param("pinned", OTHER_PROVIDER.toString())
                        .with(page("dispatcher"))
                        .with(csrf()))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Choose a provider that could take the case")));
    }

    @Test
    void aPlanBecomesOffersAndSaysWhatWasNotOffered() throws Exception {
        planned();
        var late = setting.waiting(facts().build());
        var plan = plans.make(DISPATCHER).id().toString();
        setting.offered(late, PROVIDER);
        mvc.perform(post("/plan/offers")
                        .param("plan", plan)
                        .with(page("dispatcher"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/plan"))
                .andExpect(flash().attribute("notice", "matching.plan.offered-in-part"));
        mvc.perform(get("/plan").with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Not offered (1)"),
                                containsString("it was offered to somebody in the meantime."),
                                containsString("Plan who still waits"))));
        mvc.perform(post("/plan/offers")
                        .param("plan", plan)
                        .with(page("dispatcher"))
                        .with(csrf()))
                .andExpect(flash().attribute("notice", "problem.plan-committed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Other rules are in force than when this plan was made | a rule stands against the planned provider by now. | 2; looked at once more by version 3 when it was offered
            es | Rigen otras reglas que cuando se hizo este plan        | ahora una regla impide asignarlo a la organización prevista. | 2; revisado otra vez con la versión 3 al ofrecerlo""")
    void otherRulesThanItWasMadeUnderAreSaidBeforeAndNamedAfterItBecameOffers(
            String language, String warning, String refused, String checked) throws Exception {
        decide(RuleState.NOT_IN_FORCE, 1);
        setting.waiting(facts().at(TestCatalog.OTAY_MESA).build());
        setting.waiting(facts().build());
        plans.make(DISPATCHER);
        mvc.perform(get("/plan").with(page("dispatcher")).cookie(new Cookie("amparo-language", language)))
                .andExpect(content().string(not(containsString(warning))));
        decide(RuleState.IN_FORCE, 2);
        mvc.perform(get("/plan").with(page("dispatcher")).cookie(new Cookie("amparo-language", language)))
                .andExpect(content().string(containsString(warning)));
        var plan = plans.latest(DISPATCHER).orElseThrow().id().toString();
        mvc.perform(post("/plan/offers")
                        .param("plan", plan)
                        .with(page("dispatcher"))
                        .with(csrf()))
                .andExpect(flash().attribute("notice", "matching.plan.offered-in-part"));
        mvc.perform(get("/plan").with(page("dispatcher")).cookie(new Cookie("amparo-language", language)))
                .andExpect(content()
                        .string(allOf(containsString(refused), containsString(checked), not(containsString(warning)))));
    }

    private void decide(RuleState state, int version) {
        rules.decide(
                new SwitchRule(
                        Rule.PLACE,
                        state,
                        clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate(),
                        "Steering committee",
                        version),
                STEWARD);
    }

    @Test
    void theApiDoesTheSame() throws Exception {
        var caseFile = setting.waiting(facts().build());
        mvc.perform(post("/api/v1/plan").with(api("dispatcher")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("DRAFT"))
                .andExpect(jsonPath("$.rulesVersion").value(1))
                .andExpect(jsonPath("$.rulesChanged").value(false))
                .andExpect(jsonPath("$.lines", hasSize(1)))
                .andExpect(jsonPath("$.lines[0].reference").value("K7MR-4QX"))
                .andExpect(jsonPath("$.lines[0].planned.provider").value(PROVIDER.toString()));
        var plan = plans.latest(DISPATCHER).orElseThrow().id().toString();
        mvc.perform(get("/api/v1/plan/cases/{id}", caseFile).with(api("dispatcher")))
                .andExpect(jsonPath("$.choices", hasSize(1)));
        mvc.perform(put("/api/v1/plan/cases/{id}/wishes", caseFile)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"plan\": \"" + plan + "\", \"forbidden\": [\"" + PROVIDER + "\"]}")
                        .with(api("dispatcher")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.wishesOpen").value(true));
        mvc.perform(post("/api/v1/plan/offers")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"plan\": \"" + plan + "\"}")
                        .with(api("dispatcher")))
                .andExpect(status().isConflict());
        mvc.perform(post("/api/v1/plan/offers")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}")
                        .with(api("dispatcher")))
                .andExpect(status().is(422));
    }

    private CaseId planned() {
        var caseFile = setting.waiting(facts().build());
        plans.make(DISPATCHER);
        return caseFile;
    }
}
