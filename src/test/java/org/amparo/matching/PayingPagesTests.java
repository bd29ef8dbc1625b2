package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.matching.Given.practicing;
import static org.amparo.support.TestCatalog.LOS_ANGELES;
import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.VOLUNTEER;
import static org.amparo.support.TestMembers.api;
import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.amparo.intake.Answer;
import org.amparo.intake.CaseId;
import org.amparo.intake.FundFacts;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Who pays: what to ask, a dispatcher's word, and who waits for nothing but money. */
@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, PayingPagesTests.Funded.class, TestCatalog.class, Setting.class})
class PayingPagesTests {

    private static final FundId COUNTY = FundId.create();
    private static final FundId UNHELD = FundId.create();
    private static final FundId ELSEWHERE = FundId.create();

    /** The first provider holds a fund for residents of Los Angeles without a violent-felony conviction. */
    static class Funded extends TestMembers {

        Funded() {
            var since = LocalDate.of(2025, 1, 1);
            var resident = new FundRule(FundRule.Kind.RESIDENT_OF, Set.of(LOS_ANGELES), null, since, null, "Contract");
            var carveOut = new FundRule(FundRule.Kind.NO_VIOLENT_FELONY, Set.of(), null, since, null, "Contract");
            add(new FundEntry(COUNTY, "County fund", Set.of(PROVIDER), List.of(resident, carveOut)));
            add(new FundEntry(UNHELD, "Fund of nobody", Set.of(), List.of()));
            add(new FundEntry(ELSEWHERE, "Border fund", Set.of(OTHER_PROVIDER), List.of()));
        }
    }

    private static final FundFacts CONVICTED = new FundFacts(LOS_ANGELES, 120, Answer.YES);

    private final MockMvc mvc;
    private final Setting setting;
    private final MatchingDesk desk;
    private final PayingDesk paying;

    PayingPagesTests(MockMvc mvc, Setting setting, MatchingDesk desk, PayingDesk paying) {
        this.mvc = mvc;
        this.setting = setting;
        this.desk = desk;
        this.paying = paying;
    }

    @BeforeEach
    void aProviderThatWorksOnlyForPay() {
        setting.twoProviders();
        desk.describe(
                new DescribePractice(
                        PROVIDER, practicing().with().offering(), Map.of(Service.BOND, 3), Taking.OPEN, null),
                ATTORNEY);
    }

    @Test
    void theShortlistSaysWhatToAskSoThatAFundPays() throws Exception {
        var caseFile = drawn(new FundFacts(null, 120, Answer.NOT_ASKED));
        mvc.perform(get("/cases/{id}/shortlist", caseFile)
                        .with(page("volunteer"))
                        .header("HX-Request", "true"))
                .andExpect(content()
                        .string(allOf(
                                containsString("County fund, may pay"),
                                containsString("Ask in which county the person lives"),
                                containsString("Ask whether there is a conviction for a violent felony."),
                                not(containsString("/override")))));
    }

    @Test
    void aDispatcherDecidesThatAFundPaysAllTheSameAndTakesItBack(AssertablePublishedEvents events) throws Exception {
        var caseFile = drawn(CONVICTED);
        assertThat(desk.shortlist(caseFile, 1, DISPATCHER).cause()).isEqualTo(UnmetCause.FUND_RULE);
        mvc.perform(get("/cases/{id}/shortlist", caseFile).with(page("dispatcher")))
                .andExpect(content().string(containsString("/funds/" + COUNTY + "/override")));
        mvc.perform(get("/cases/{id}/funds/{fund}/override", caseFile, COUNTY).with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Why does it pay all the same?"),
                                containsString("No violent-felony conviction"))));

        mvc.perform(override(caseFile, COUNTY).param("reason", "PAYER_AGREED"))
                .andExpect(redirectedUrl("/cases/" + caseFile + "/shortlist"));
        var decided = desk.shortlist(caseFile, 1, DISPATCHER);
        assertThat(decided.cause()).isNull();
        assertThat(decided.entries().getFirst().eligibility()).isEqualTo(Eligibility.ELIGIBLE);
        assertThat(decided.entries().getFirst().fund()).isEqualTo(COUNTY);
        assertThat(decided.payers().getFirst().overridden()).isEqualTo(OverrideReason.PAYER_AGREED);
        assertThat(events.ofType(FundOverridden.class)
                        .matching(event -> event.caseFile().equals(caseFile) && event.found() == Finding.FAIL))
                .hasSize(1);
        mvc.perform(get("/cases/{id}/shortlist", caseFile).with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("pays, decided by hand"),
                                containsString("Whoever gives the money agreed"),
                                containsString("No violent-felony conviction"))));

        mvc.perform(post("/cases/{id}/funds/{fund}/override/end", caseFile, COUNTY)
                        .with(page("dispatcher"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/cases/" + caseFile + "/shortlist"));
        assertThat(desk.shortlist(caseFile, 1, DISPATCHER).cause()).isEqualTo(UnmetCause.FUND_RULE);
        assertThat(events.ofType(FundOverrideTakenBack.class)
                        .matching(event -> event.caseFile().equals(caseFile)))
                .hasSize(1);
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> paying.takeBack(caseFile, COUNTY, DISPATCHER));
    }

    @Test
    void aFundThatNobodyHoldsWhoCouldTakeTheCaseIsNotSaidToPay() {
        var caseFile = drawn(CONVICTED);
        assertThat(desk.shortlist(caseFile, 1, DISPATCHER).payers())
                .extracting(ShortlistView.PayerView::fund)
                .containsExactly(COUNTY);
    }

    @Test
    void aDecisionHoldsForTheNextNeedOfTheCaseAsWell() {
        var caseFile = drawn(CONVICTED);
        paying.override(new OverrideFund(caseFile, COUNTY, OverrideReason.DISCRETION), DISPATCHER);
        setting.heard(caseFile, facts().round(2).fund(CONVICTED).build());
        assertThat(desk.redraw(caseFile, 2, DISPATCHER).payers().getFirst().overridden())
                .isEqualTo(OverrideReason.DISCRETION);
    }

    @Test
    void refusesWhatNeedsNoDecisionOrCannotBeDecided() throws Exception {
        var paid = drawn(new FundFacts(LOS_ANGELES, 120, Answer.NO));
        refused(paid, COUNTY, "fund-pays-already");
        refused(paid, UNHELD, "fund-not-open");
        refused(paid, FundId.create(), "fund-not-open");
        mvc.perform(override(paid, COUNTY))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Why does it pay all the same?")));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> paying.override(
                        new OverrideFund(new CaseId(UUID.randomUUID()), COUNTY, OverrideReason.DISCRETION),
                        DISPATCHER));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(
                        () -> paying.override(new OverrideFund(paid, COUNTY, OverrideReason.DISCRETION), VOLUNTEER));
    }

    @Test
    void whoWaitsForNothingButMoneyIsAQueue() throws Exception {
        mvc.perform(get("/unfunded").with(page("dispatcher")))
                .andExpect(content().string(containsString("Nobody waits for nothing but money")));
        var caseFile = drawn(CONVICTED);
        drawn(new FundFacts(LOS_ANGELES, 120, Answer.NO)); // paid
        var full = setting.waiting(
                facts().at(TestCatalog.CALIFORNIA_CITY).fund(CONVICTED).build());
        desk.redraw(full, 1, DISPATCHER); // the place is missing as well

        assertThat(paying.unfunded(DISPATCHER)).singleElement().satisfies(line -> {
            assertThat(line.caseFile()).isEqualTo(caseFile);
            assertThat(line.how()).isEqualTo(Unfunded.NOBODY);
            assertThat(line.funds())
                    .singleElement()
                    .satisfies(fund -> assertThat(fund.against()).containsExactly(FundRule.Kind.NO_VIOLENT_FELONY));
        });
        mvc.perform(get("/unfunded").with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("K7MR-4QX"),
                                containsString("Nobody is asked"),
                                containsString("a violent-felony conviction"))));
        mvc.perform(get("/api/v1/unfunded").with(api("dispatcher")))
                .andExpect(jsonPath("$", hasSize(1)))
                .andExpect(jsonPath("$[0].funds[0].against[0]").value("NO_VIOLENT_FELONY"));

        paying.override(new OverrideFund(caseFile, COUNTY, OverrideReason.DISCRETION), DISPATCHER);
        assertThat(paying.unfunded(DISPATCHER)).isEmpty();
    }

    @Test
    void thatNobodyCouldTakeACaseNamesTheRuleThatShutThePersonOut(AssertablePublishedEvents events) {
        var caseFile = drawn(CONVICTED);
        assertThat(events.ofType(NoProviderFound.class)
                        .matching(told -> told.caseFile().equals(caseFile)
                                && told.shutOutBy().equals(Set.of(FundRule.Kind.NO_VIOLENT_FELONY))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "attorney", "lead", "steward"})
    void onlyADispatcherDecides(String person) throws Exception {
        var caseFile = drawn(CONVICTED);
        mvc.perform(get("/unfunded").with(page(person))).andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/unfunded").with(api(person))).andExpect(status().isForbidden());
        mvc.perform(get("/cases/{id}/funds/{fund}/override", caseFile, COUNTY).with(page(person)))
                .andExpect(status().isForbidden());
        mvc.perform(post("/api/v1/cases/{id}/funds/{fund}/override", caseFile, COUNTY)
                        .with(api(person))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\": \"DISCRETION\"}"))
                .andExpect(status().isForbidden());
    }

    @Test
    void theApiDecidesAndTakesBack() throws Exception {
        var caseFile = drawn(CONVICTED);
        mvc.perform(post("/api/v1/cases/{id}/funds/{fund}/override", caseFile, COUNTY)
                        .with(api("dispatcher"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\": \"PROOF_SEEN\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.payers[0].finding").value("OVERRIDDEN"))
                .andExpect(jsonPath("$.payers[0].overridden").value("PROOF_SEEN"));
        mvc.perform(delete("/api/v1/cases/{id}/funds/{fund}/override", caseFile, COUNTY)
                        .with(api("dispatcher")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.payers[0].finding").value("FAIL"));
        mvc.perform(post("/api/v1/cases/{id}/funds/{fund}/override", caseFile, COUNTY)
                        .with(api("dispatcher"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().is(422));
    }

    private void refused(CaseId caseFile, FundId fund, String code) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(
                        () -> paying.override(new OverrideFund(caseFile, fund, OverrideReason.DISCRETION), DISPATCHER))
                .withMessage(code);
    }

    private static MockHttpServletRequestBuilder override(CaseId caseFile, FundId fund) {
        return post("/cases/{id}/funds/{fund}/override", caseFile, fund)
                .with(page("dispatcher"))
                .with(csrf());
    }

    private CaseId drawn(FundFacts fund) {
        var caseFile = setting.waiting(facts().fund(fund).build());
        desk.redraw(caseFile, 1, DISPATCHER);
        return caseFile;
    }
}
