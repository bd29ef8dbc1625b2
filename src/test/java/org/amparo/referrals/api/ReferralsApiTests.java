package org.amparo.referrals.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.Acceptance;
import org.amparo.referrals.Cases;
import org.amparo.referrals.MovableClock;
import org.amparo.referrals.Offer;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralView;
import org.amparo.referrals.ReferralsDesk;
import org.amparo.referrals.ReferralsTesting;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationModuleTest(module = "referrals")
@AutoConfigureMockMvc
@Import(ReferralsTesting.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ReferralsApiTests {

    private static final String NOBODYS = "01900000-0000-7000-8000-00000000ffff";

    private final MockMvc mvc;
    private final ReferralsDesk desk;
    private final Cases cases;
    private final MovableClock clock;

    ReferralsApiTests(MockMvc mvc, ReferralsDesk desk, Cases cases, MovableClock clock) {
        this.mvc = mvc;
        this.desk = desk;
        this.cases = cases;
        this.clock = clock;
    }

    @BeforeEach
    void startAgain() {
        clock.reset();
    }

    @Test
    void offersACaseToSeveralProviders() throws Exception {
        var caseFile = cases.opened();

        mvc.perform(json("dispatcher", "/api/v1/referrals", """
                        {"caseFile": "%s", "round": 1, "providers": ["%s", "%s"]}""".formatted(
                                caseFile, TestMembers.PROVIDER, TestMembers.OTHER_PROVIDER)))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.length()").value(2))
                .andExpect(jsonPath("$[0].provider").value(TestMembers.PROVIDER.toString()))
                .andExpect(jsonPath("$[0].status").value("OFFERED"))
                .andExpect(jsonPath("$[0].route").value("BY_HAND"))
                .andExpect(jsonPath("$[0].answerDue").value("2026-03-11T17:00:00Z"))
                .andExpect(jsonPath("$[0].facts.language").value("mam"));
    }

    @Test
    void refusesAnOfferTheProviderHoldsAlready() throws Exception {
        var caseFile = cases.opened();
        offer(caseFile, TestMembers.PROVIDER);

        mvc.perform(json("dispatcher", "/api/v1/referrals", """
                        {"caseFile": "%s", "round": 1, "providers": ["%s"]}""".formatted(caseFile, TestMembers.PROVIDER)))
                .andExpect(status().isConflict())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:already-offered"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"caseFile": "CASE", "round": 1, "providers": []}                   | providers
                    {"caseFile": "CASE", "round": 0, "providers": ["PROVIDER"]}         | round
                    {"caseFile": "CASE", "round": 1, "providers": ["me"]}               | providers[0]
                    {"caseFile": "CASE", "round": 1, "providers": ["PROVIDER"], "x": 1} | …
                    {"round": 1, "providers": ["PROVIDER"]}                             | caseFile""")
    void namesTheFieldThatIsWrong(String body, String field) throws Exception {
        mvc.perform(json(
                        "dispatcher",
                        "/api/v1/referrals",
                        body.replace("CASE", NOBODYS).replace("PROVIDER", TestMembers.PROVIDER.toString())))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].field", hasItem(field)));
    }

    @Test
    void isAnsweredStepByStep() throws Exception {
        var offer = offer(cases.opened(), TestMembers.PROVIDER);
        var address = "/api/v1/referrals/" + offer.id();

        mvc.perform(json("attorney", address + "/view", "{}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("VIEWED"));
        mvc.perform(json("attorney", address + "/acceptance", "{}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:conflicts-not-cleared"));
        mvc.perform(json("attorney", address + "/conflict-check", "{\"conflict\": false}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("CONFLICT_CHECKED"));
        mvc.perform(json("attorney", address + "/acceptance", "{\"scope\": [\"BOND\"]}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("ACCEPTED"))
                .andExpect(jsonPath("$.scope[0]").value("BOND"));
        mvc.perform(json("dispatcher", address + "/withdrawal", "{}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:offer-accepted"));
    }

    @Test
    void acceptsEverythingThatIsNeededWithoutABody() throws Exception {
        var offer = cleared();

        mvc.perform(post("/api/v1/referrals/{id}/acceptance", offer.id()).with(TestMembers.api("attorney")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.scope.length()").value(2));
    }

    @Test
    void tellsTheSecondProviderThatTheCaseIsPlaced() throws Exception {
        var caseFile = cases.opened();
        var offers = desk.offer(
                new Offer(caseFile, 1, List.of(TestMembers.PROVIDER, TestMembers.OTHER_PROVIDER), null),
                TestMembers.DISPATCHER);
        desk.clearConflicts(offers.getFirst().id(), TestMembers.ATTORNEY);
        desk.accept(new Acceptance(offers.getFirst().id(), Set.of()), TestMembers.ATTORNEY);

        mvc.perform(json(
                        "other-attorney",
                        "/api/v1/referrals/" + offers.getLast().id() + "/acceptance",
                        "{}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:case-already-placed"));
    }

    @Test
    void refusesALateAnswer() throws Exception {
        var offer = cleared();
        clock.pass(Duration.ofDays(1));

        for (var deed : List.of("acceptance", "conflict-check", "decline")) {
            mvc.perform(json(
                            "attorney",
                            "/api/v1/referrals/" + offer.id() + "/" + deed,
                            deed.equals("decline")
                                    ? "{\"reason\": \"OTHER\"}"
                                    : deed.equals("acceptance") ? "{}" : "{\"conflict\": false}"))
                    .andExpect(status().isConflict())
                    .andExpect(jsonPath("$.type").value("urn:amparo:problem:offer-expired"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"reason": "MAGIC"}                                | reason
                    {"reason": "MERITS"}                               | reason
                    {"reason": "LANGUAGE", "detail": "FULL_THIS_WEEK"} | detail
                    {"detail": "NO_SPEAKER"}                           | reason
                    {"reason": "OTHER", "note": "his name is"}         | …""")
    void saysWhatIsWrongWithADecline(String body, String field) throws Exception {
        var offer = offer(cases.opened(), TestMembers.PROVIDER);

        mvc.perform(json("attorney", "/api/v1/referrals/" + offer.id() + "/decline", body))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[*].field", hasItem(field)));
        assertThat(desk.find(offer.id(), TestMembers.ATTORNEY).status().isLive())
                .isTrue();
    }

    @Test
    void declinesWithAReasonAndADetail() throws Exception {
        var offer = offer(cases.opened(), TestMembers.PROVIDER);

        mvc.perform(json(
                        "attorney",
                        "/api/v1/referrals/" + offer.id() + "/decline",
                        "{\"reason\": \"LANGUAGE\", \"detail\": \"NO_SPEAKER\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("DECLINED"))
                .andExpect(jsonPath("$.facts").doesNotExist());
    }

    @Test
    void listsTheInboxAndTheQueue() throws Exception {
        var caseFile = cases.opened();
        var offer = offer(caseFile, TestMembers.OTHER_PROVIDER);

        mvc.perform(get("/api/v1/referrals/inbox").with(TestMembers.api("other-attorney")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.offers[*].id", hasItem(offer.id().toString())));
        mvc.perform(get("/api/v1/referrals/queue?urgency=U1&show=OFFERED").with(TestMembers.api("dispatcher")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.lines[*].caseFile", hasItem(caseFile.toString())));
        mvc.perform(get("/api/v1/cases/{id}/referrals", caseFile).with(TestMembers.api("volunteer")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.rounds[0].state").value("OFFERED"))
                .andExpect(jsonPath("$.rounds[0].offers[0].providerName").value("Second Legal Aid"));
        mvc.perform(get("/api/v1/referrals/queue?show=EVERYTHING").with(TestMembers.api("dispatcher")))
                .andExpect(status().isUnprocessableContent());
    }

    @Test
    void answersForAForeignOfferAsForNone() throws Exception {
        var foreign = offer(cases.opened(), TestMembers.OTHER_PROVIDER);

        for (var deed : List.of("view", "conflict-check", "acceptance", "decline")) {
            var body = deed.equals("decline") ? "{\"reason\": \"OTHER\"}" : "{\"conflict\": false}";
            if (deed.equals("acceptance")) {
                body = "{}";
            }
            assertThat(answer(json("attorney", "/api/v1/referrals/" + foreign.id() + "/" + deed, body)))
                    .as(deed)
                    .isEqualTo(answer(json("attorney", "/api/v1/referrals/" + ReferralId.create() + "/" + deed, body)))
                    .startsWith("404");
        }
        assertThat(answer(get("/api/v1/referrals/{id}", foreign.id()).with(TestMembers.api("attorney"))))
                .isEqualTo(answer(
                        get("/api/v1/referrals/{id}", ReferralId.create()).with(TestMembers.api("attorney"))));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /referrals/inbox, attorney",
        "GET, /referrals/queue, dispatcher",
        "GET, /referrals/" + NOBODYS + ", attorney volunteer dispatcher",
        "GET, /cases/" + NOBODYS + "/referrals, volunteer dispatcher",
        "POST, /referrals, dispatcher",
        "POST, /referrals/" + NOBODYS + "/view, attorney",
        "POST, /referrals/" + NOBODYS + "/conflict-check, attorney",
        "POST, /referrals/" + NOBODYS + "/acceptance, attorney",
        "POST, /referrals/" + NOBODYS + "/decline, attorney",
        "POST, /referrals/" + NOBODYS + "/withdrawal, dispatcher"
    })
    void isForThoseWhoMay(String method, String address, String permitted) throws Exception {
        for (var somebody : List.of("volunteer", "dispatcher", "attorney", "lead", "steward", "suspended")) {
            var request = method.equals("GET")
                    ? get("/api/v1" + address).with(TestMembers.api(somebody))
                    : json(somebody, "/api/v1" + address, bodyFor(address));
            var answer = mvc.perform(request).andReturn().getResponse().getStatus();
            if (List.of(permitted.split(" ")).contains(somebody)) {
                assertThat(answer).as(somebody).isNotIn(401, 403, 500);
            } else {
                assertThat(answer).as(somebody).isEqualTo(403);
            }
        }
    }

    private static String bodyFor(String address) {
        return switch (address.substring(address.lastIndexOf('/') + 1)) {
            case "referrals" ->
                "{\"caseFile\": \"" + NOBODYS + "\", \"round\": 1, \"providers\": [\"" + NOBODYS + "\"]}";
            case "conflict-check" -> "{\"conflict\": false}";
            case "decline" -> "{\"reason\": \"OTHER\"}";
            default -> "{}";
        };
    }

    private String answer(MockHttpServletRequestBuilder request) throws Exception {
        var response = mvc.perform(request).andReturn().getResponse();
        return response.getStatus() + response.getContentAsString().replaceAll("/referrals/[0-9a-f-]{36}", "");
    }

    private static MockHttpServletRequestBuilder json(String somebody, String address, String body) {
        return post(address)
                .with(TestMembers.api(somebody))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    private ReferralView offer(CaseId caseFile, OrganizationId provider) {
        return desk.offer(new Offer(caseFile, 1, List.of(provider), null), TestMembers.DISPATCHER)
                .getFirst();
    }

    private ReferralView cleared() {
        return desk.clearConflicts(offer(cases.opened(), TestMembers.PROVIDER).id(), TestMembers.ATTORNEY);
    }
}
