package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.SUSPENDED_PROVIDER;
import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.LocalTime;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Urgency;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.OfferTerms;
import org.amparo.referrals.QuietHours;
import org.amparo.referrals.Route;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The pages, by who may see them and what they say. */
@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, Setting.class})
class MatchingPagesTests {

    private final MockMvc mvc;
    private final Setting setting;
    private final MatchingDesk desk;

    MatchingPagesTests(MockMvc mvc, Setting setting, MatchingDesk desk) {
        this.mvc = mvc;
        this.setting = setting;
        this.desk = desk;
    }

    @BeforeEach
    void twoProviders() {
        setting.twoProviders();
    }

    @ParameterizedTest
    @CsvSource({
        "volunteer, /cases/{id}/shortlist, 200",
        "dispatcher, /cases/{id}/shortlist, 200",
        "attorney, /cases/{id}/shortlist, 403",
        "lead, /cases/{id}/shortlist, 403",
        "steward, /cases/{id}/shortlist, 403",
        "attorney, /cases/{id}/shortlist/mine, 200",
        "other-attorney, /cases/{id}/shortlist/mine, 404",
        "dispatcher, /cases/{id}/shortlist/mine, 403",
        "attorney, /practice, 200",
        "volunteer, /practice, 403",
        "steward, /practices, 200",
        "dispatcher, /practices, 200",
        "attorney, /practices, 403",
        "lead, /practices, 403",
        "steward, /practices/01900000-0000-7000-8000-000000000003, 200",
        "attorney, /practices/01900000-0000-7000-8000-000000000003, 403",
        "steward, /practices/01900000-0000-7000-8000-000000000001, 404",
        "steward, /practices/not-an-id, 404",
        "steward, /routing, 200",
        "dispatcher, /routing, 200",
        "volunteer, /routing, 403",
        "lead, /routing, 403"
    })
    void openForThoseWhoMay(String person, String address, int status) throws Exception {
        var caseFile = drawn();
        setting.offered(caseFile, PROVIDER);
        mvc.perform(get(address.replace("{id}", caseFile.toString())).with(page(person)))
                .andExpect(status().is(status));
    }

    @Test
    void aShortlistTellsWhyAndWhyNotAndWhatWouldHaveToChange() throws Exception {
        mvc.perform(get("/cases/{id}/shortlist", drawn()).with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("It serves Adelanto ICE Processing Center."),
                                containsString("It speaks Mam."),
                                containsString("It has room for 3 more cases of this kind."),
                                containsString("It does not serve Adelanto ICE Processing Center."),
                                containsString("It would match if it served Adelanto ICE Processing Center"),
                                containsString("It is suspended for now."),
                                containsString("What the points are made of"))));
    }

    @Test
    void aShortlistSpeaksSpanish() throws Exception {
        mvc.perform(get("/cases/{id}/shortlist", drawn())
                        .with(page("dispatcher"))
                        .cookie(new jakarta.servlet.http.Cookie("amparo-language", "es")))
                .andExpect(content().string(containsString("Atiende en Adelanto ICE Processing Center.")))
                .andExpect(content().string(not(containsString("matching."))));
    }

    @Test
    void everyWordOfTheShortlistIsKnown() throws Exception {
        mvc.perform(get("/cases/{id}/shortlist", drawn()).with(page("dispatcher")))
                .andExpect(content().string(not(containsString("??"))))
                .andExpect(content().string(not(containsString("matching."))));
    }

    @Test
    void onlyADispatcherIsGivenBoxesAndTheyLeadToReferrals() throws Exception {
        var caseFile = drawn();
        mvc.perform(get("/cases/{id}/shortlist", caseFile).with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("action=\"/referrals\""),
                                containsString("name=\"caseFile\" value=\"" + caseFile + "\""),
                                containsString("name=\"round\" value=\"1\""),
                                containsString("value=\"" + PROVIDER + "\""),
                                containsString("value=\"" + OTHER_PROVIDER + "\""),
                                not(containsString("value=\"" + SUSPENDED_PROVIDER + "\"")))));
        mvc.perform(get("/cases/{id}/shortlist", caseFile).with(page("volunteer")))
                .andExpect(content().string(not(containsString("name=\"providers\""))));
    }

    @Test
    void aCaseWithoutConsentIsOfferedToNobody() throws Exception {
        mvc.perform(get("/cases/{id}/shortlist", drawn(facts().withoutConsent()))
                        .with(page("dispatcher")))
                .andExpect(content().string(containsString("Nobody has agreed yet to share this case")))
                .andExpect(content().string(not(containsString("name=\"providers\""))));
    }

    @Test
    void theListShowsWhoWasAskedAndWhatTheySaid() throws Exception {
        var caseFile = drawn();
        setting.declined(setting.offered(caseFile, PROVIDER), DeclineReason.CONFLICT);
        mvc.perform(get("/cases/{id}/shortlist", caseFile).with(page("dispatcher")))
                .andExpect(content().string(allOf(containsString("Already asked"), containsString("Declined"))));
        desk.redraw(caseFile, 1, DISPATCHER);
        mvc.perform(get("/cases/{id}/shortlist", caseFile).with(page("dispatcher")))
                .andExpect(content().string(containsString("Nobody can take this case at the moment")))
                .andExpect(content().string(containsString("It has a conflict of interest in this case.")));
    }

    @Test
    void anotherPageIsGivenThePartOnly() throws Exception {
        mvc.perform(get("/cases/{id}/shortlist", drawn())
                        .with(page("dispatcher"))
                        .header("HX-Request", "true"))
                .andExpect(
                        content().string(allOf(containsString("id=\"case-shortlist\""), not(containsString("<html")))));
    }

    @Test
    void beforeItIsDrawnTheListLooksAgainByItself() throws Exception {
        mvc.perform(get("/cases/{id}/shortlist", setting.waiting(facts().build()))
                        .with(page("volunteer")))
                .andExpect(content().string(allOf(containsString("load delay:1s"), containsString("Look again"))));
    }

    @Test
    void aCaseNobodyKnowsIsNotFound() throws Exception {
        mvc.perform(get("/cases/{id}/shortlist", TestMembers.PROVIDER).with(page("dispatcher")))
                .andExpect(status().isNotFound());
        mvc.perform(get("/cases/x/shortlist").with(page("dispatcher"))).andExpect(status().isNotFound());
    }

    @Test
    void aDispatcherDrawsAgain() throws Exception {
        var caseFile = drawn();
        mvc.perform(post("/cases/{id}/shortlist", caseFile)
                        .param("round", "1")
                        .with(page("dispatcher"))
                        .with(csrf()))
                .andExpect(redirectedUrlPattern("/cases/*/shortlist?round=1"));
        mvc.perform(post("/cases/{id}/shortlist", caseFile)
                        .param("round", "1")
                        .with(page("volunteer"))
                        .with(csrf()))
                .andExpect(status().isForbidden());
    }

    @Test
    void aProviderReadsWhyTheCaseCameToItAndNothingOfOthers() throws Exception {
        var caseFile = drawn();
        setting.offered(caseFile, PROVIDER);
        desk.redraw(caseFile, 1, DISPATCHER);
        mvc.perform(get("/cases/{id}/shortlist/mine", caseFile)
                        .with(page("attorney"))
                        .header("HX-Request", "true"))
                .andExpect(content()
                        .string(allOf(
                                containsString("your organization can take it"),
                                containsString("It speaks Mam."),
                                not(containsString("Second Legal Aid")),
                                not(containsString("being asked right now")))));
    }

    @Test
    void aProviderChosenByHandIsToldSo() throws Exception {
        var caseFile = drawn();
        setting.offered(caseFile, OTHER_PROVIDER);
        mvc.perform(get("/cases/{id}/shortlist/mine", caseFile).with(page("other-attorney")))
                .andExpect(content()
                        .string(allOf(
                                containsString("A dispatcher chose you"),
                                containsString("It does not serve Adelanto"))));
    }

    @Test
    void aPracticeIsDescribedInOneForm() throws Exception {
        mvc.perform(get("/practice").with(page("attorney")))
                .andExpect(content()
                        .string(allOf(
                                containsString("name=\"capacity[BOND]\""),
                                containsString("Everywhere in the Los Angeles"),
                                containsString("name=\"answers[U0]\""),
                                not(containsString("??")))));
        mvc.perform(practice(seen()).param("capacity[BOND]", "5"))
                .andExpect(redirectedUrl("/practice"))
                .andExpect(flash().attribute("notice", "matching.practice.saved"));
        var view = desk.practice(PROVIDER, TestMembers.ATTORNEY);
        assertThat(view.offering().services()).hasSize(2);
        assertThat(view.offering().answerMinutes()).hasSize(1);
        assertThat(view.capacity()).anyMatch(each -> Integer.valueOf(5).equals(each.promised()));
        assertThat(view.taking()).isEqualTo(Taking.OPEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "capacity[BOND] | many | Enter a number",
                "capacity[BOND] | -1 | Enter zero or more for Bond hearing",
                "capacity[BOND] | 1 | You promised 1 for Bond hearing, but 2 are in use",
                "capacity[PAROLE_REQUEST] | 1 | Tick Parole request as a service you offer",
                "facilities | NOWHERE | Choose one of the entries of the list",
                "services | JUGGLING | Choose one of the entries of the list",
                "relays | zzz | Choose one of the entries of the list",
                "arrangements | <script> | Choose one of the entries of the list",
                "answers[U0] | soon | Choose one of the entries of the list"
            })
    void whatCannotBeIsNamedAndNothingTypedIsLost(String field, String value, String message) throws Exception {
        setting.used(2);
        mvc.perform(practice(seen()).param(field, value))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("There is a problem"),
                                containsString(message),
                                containsString("value=\"HABEAS\" checked"))));
    }

    @Test
    void theSlowerOfTwoIsToldAndKeepsWhatWasTyped() throws Exception {
        var seen = seen();
        mvc.perform(practice(seen)).andExpect(status().isFound());
        mvc.perform(practice(seen).param("capacity[BOND]", "7"))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("Somebody else saved this while you were working"),
                                containsString("value=\"7\""))));
    }

    @Test
    void aStewardDescribesForAProvider() throws Exception {
        mvc.perform(get("/practices").with(page("steward")))
                .andExpect(content()
                        .string(allOf(
                                containsString("First Legal Aid"),
                                containsString("3 of 3"),
                                containsString("Not described"))));
        mvc.perform(post("/practices/{id}", SUSPENDED_PROVIDER)
                        .with(page("steward"))
                        .with(csrf())
                        .param("services", "BOND")
                        .param("fieldOffices", "LOS")
                        .param("languages", "es")
                        .param("taking", "PAUSED")
                        .param("revision", "0"))
                .andExpect(redirectedUrl("/practices"));
        assertThat(desk.practice(SUSPENDED_PROVIDER, TestMembers.STEWARD).taking())
                .isEqualTo(Taking.PAUSED);
    }

    @Test
    void aStewardSetsWeightsThatAddUp() throws Exception {
        var version = String.valueOf(desk.routing(TestMembers.STEWARD).version());
        mvc.perform(routing("30", version)).andExpect(redirectedUrl("/routing"));
        mvc.perform(routing("31", version))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Somebody else saved this")));
        var next = String.valueOf(desk.routing(TestMembers.STEWARD).version());
        mvc.perform(routing("31", next))
                .andExpect(status().is(422))
                .andExpect(content()
                        .string(allOf(
                                containsString("The points must be 100 together; they are 101"),
                                containsString("value=\"31\""))));
        mvc.perform(routing("a lot", next))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Enter a number")));
    }

    @Test
    void aDispatcherReadsTheSettingsButCannotChangeThem() throws Exception {
        mvc.perform(get("/routing").with(page("dispatcher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Only a steward changes these settings."),
                                not(containsString("name=\"weights")))));
        mvc.perform(post("/routing").with(page("dispatcher")).with(csrf())).andExpect(status().isForbidden());
    }

    @Test
    void aStewardSetsHowOffersGoOut() throws Exception {
        var settings = desk.routing(TestMembers.STEWARD);
        mvc.perform(get("/routing").with(page("steward")))
                .andExpect(content()
                        .string(allOf(
                                containsString("name=\"routes[U2]\" value=\"BY_HAND\""),
                                not(containsString("name=\"routes[U1]\" value=\"BY_HAND\"")),
                                containsString("name=\"routes[U0]\" value=\"ROTA\""))));
        mvc.perform(routing("30", String.valueOf(settings.version())).with(request -> {
                    request.setParameter("routes[U3]", "BY_HAND");
                    request.setParameter("quietFrom", "21:00");
                    request.setParameter("quietTo", "07:00");
                    return request;
                }))
                .andExpect(redirectedUrl("/routing"));
        var set = desk.routing(TestMembers.STEWARD);
        assertThat(set.routes()).containsEntry(Urgency.U3, Route.BY_HAND);
        assertThat(set.terms())
                .isEqualTo(new OfferTerms(10, 30, 240, new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 0))));
        for (var language : List.of("en", "es")) {
            mvc.perform(get("/routing").with(page("dispatcher")).cookie(new Cookie("amparo-language", language)))
                    .andExpect(content()
                            .string(allOf(
                                    containsString("9:00"),
                                    containsString(
                                            language.equals("en") ? "a dispatcher chooses" : "elige quien distribuye"),
                                    not(containsString("??")))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "routes[U1], BY_HAND, An urgent case may not wait",
        "routes[U4], '', Choose how offers of this urgency go out",
        "readingMinutes, 61, Choose between 0 and 60 minutes",
        "headStartMinutes, soon, Enter a number",
        "handMinutes, 4, Choose between 5 and",
        "quietFrom, 21:00, Say when the quiet hours begin and when they end",
        "quietTo, at nine, Enter a time"
    })
    void whatIsWrongIsSaidWhereItIsAndNothingTypedIsLost(String field, String typed, String told) throws Exception {
        var version = String.valueOf(desk.routing(TestMembers.STEWARD).version());
        mvc.perform(routing("30", version).with(request -> {
                    request.setParameter(field, typed);
                    return request;
                }))
                .andExpect(status().is(422))
                .andExpect(content().string(allOf(containsString(told), not(containsString("??")))));
        assertThat(desk.routing(TestMembers.STEWARD).version()).hasToString(version);
    }

    @Test
    void quietHoursBeginAndEndAtDifferentTimesAndLeaveTheDayAlone() throws Exception {
        var version = String.valueOf(desk.routing(TestMembers.STEWARD).version());
        mvc.perform(routing("30", version).with(request -> {
                    request.setParameter("quietFrom", "21:00");
                    request.setParameter("quietTo", "21:00");
                    return request;
                }))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("at two different times")));
        mvc.perform(routing("30", version).with(request -> {
                    request.setParameter("quietFrom", "12:00");
                    request.setParameter("quietTo", "11:00");
                    return request;
                }))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("14 hours at most")));
    }

    private String seen() {
        return String.valueOf(desk.practice(PROVIDER, TestMembers.ATTORNEY).revision());
    }

    private MockHttpServletRequestBuilder practice(String revision) {
        var request = post("/practice")
                .param("services", "BOND", "HABEAS")
                .param("facilities", "ADLNTCA")
                .param("languages", "es", "mam")
                .param("arrangements", "UNFUNDED")
                .param("answers[U1]", "120")
                .param("answers[U2]", "")
                .param("taking", "OPEN")
                .param("revision", revision);
        return request.with(page("attorney")).with(csrf());
    }

    private static MockHttpServletRequestBuilder routing(String answerTime, String version) {
        var request = post("/routing")
                .param("weights[ANSWER_TIME]", answerTime)
                .param("weights[LANGUAGE]", "25")
                .param("weights[LOAD]", "15")
                .param("weights[FUND]", "10")
                .param("weights[PLACE]", "10")
                .param("weights[COVERAGE]", "10")
                .param("weights[SCARCITY]", "0")
                .param("readingMinutes", "10")
                .param("headStartMinutes", "30")
                .param("handMinutes", "240")
                .param("quietFrom", "")
                .param("quietTo", "")
                .param("version", version);
        for (var urgency : Urgency.values()) {
            request.param("routes[" + urgency + "]", "IN_ORDER");
        }
        return request.with(page("steward")).with(csrf());
    }

    private CaseId drawn() {
        return drawn(facts());
    }

    private CaseId drawn(Given.Facts facts) {
        var caseFile = setting.waiting(facts.build());
        desk.redraw(caseFile, 1, DISPATCHER);
        return caseFile;
    }
}
