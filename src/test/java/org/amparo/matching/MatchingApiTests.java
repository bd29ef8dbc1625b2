package org.amparo.matching;

import static org.amparo.matching.Given.facts;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.api;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.amparo.intake.CaseId;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The API, by who may call it and what it answers. */
@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, Setting.class})
class MatchingApiTests {

    private static final String PRACTICE = """
            {"services": ["BOND"], "facilities": ["ADLNTCA"], "fieldOffices": ["LOS"], "languages": ["es", "en"],
             "relays": ["mam"], "answerMinutes": {"U0": 60}, "arrangements": ["UNFUNDED"], "capacity": {"BOND": 4}}
            """;

    private final MockMvc mvc;
    private final Setting setting;
    private final MatchingDesk desk;

    MatchingApiTests(MockMvc mvc, Setting setting, MatchingDesk desk) {
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
        "dispatcher, /cases/{id}/shortlist?round=1, 200",
        "dispatcher, /cases/{id}/shortlist?round=7, 404",
        "dispatcher, /cases/{id}/shortlist?round=first, 422",
        "dispatcher, /cases/00000000-0000-0000-0000-000000000000/shortlist, 404",
        "attorney, /cases/{id}/shortlist, 403",
        "lead, /cases/{id}/shortlist, 403",
        "attorney, /cases/{id}/shortlist/mine, 200",
        "other-attorney, /cases/{id}/shortlist/mine, 404",
        "attorney, /practice, 200",
        "lead, /practice, 403",
        "steward, /practices, 200",
        "attorney, /practices, 403",
        "steward, /practices/01900000-0000-7000-8000-000000000003, 200",
        "steward, /practices/01900000-0000-7000-8000-000000000001, 404",
        "steward, /routing, 200",
        "volunteer, /routing, 403",
        "suspended, /practice, 403"
    })
    void answersThoseWhoMay(String person, String address, int status) throws Exception {
        var caseFile = drawn();
        setting.offered(caseFile, PROVIDER);
        mvc.perform(get("/api/v1" + address.replace("{id}", caseFile.toString()))
                        .with(api(person)))
                .andExpect(status().is(status));
    }

    @Test
    void aShortlistCarriesEveryProviderWithCodedReasons() throws Exception {
        mvc.perform(get("/api/v1/cases/{id}/shortlist", drawn()).with(api("dispatcher")))
                .andExpect(jsonPath("$.reference").value("K7MR-4QX"))
                .andExpect(jsonPath("$.route").value("BROADCAST"))
                .andExpect(jsonPath("$.entries", hasSize(3)))
                .andExpect(jsonPath("$.entries[0].provider").value(PROVIDER.toString()))
                .andExpect(jsonPath("$.entries[0].rank").value(1))
                .andExpect(jsonPath("$.entries[0].verdicts[?(@.rule=='LANGUAGE')].reason")
                        .value("language.direct"))
                .andExpect(jsonPath("$.entries[0].verdicts[?(@.rule=='LANGUAGE')].arguments[0].value")
                        .value("mam"))
                .andExpect(jsonPath("$.entries[0].parts", hasSize(7)))
                .andExpect(jsonPath("$.facts.facility").value("ADLNTCA"));
    }

    @Test
    void aDispatcherDrawsAgain() throws Exception {
        var caseFile = drawn();
        mvc.perform(post("/api/v1/cases/{id}/shortlist?round=1", caseFile).with(api("dispatcher")))
                .andExpect(status().isOk());
        mvc.perform(post("/api/v1/cases/{id}/shortlist?round=1", caseFile).with(api("volunteer")))
                .andExpect(status().isForbidden());
    }

    @Test
    void aProviderDescribesItsPractice() throws Exception {
        putPractice(PRACTICE)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.name").value("First Legal Aid"))
                .andExpect(jsonPath("$.offering.answerMinutes.U0").value(60))
                .andExpect(jsonPath("$.capacity[0].promised").value(4));
        mvc.perform(get("/api/v1/practice").with(api("attorney")))
                .andExpect(jsonPath("$.offering.relays[0]").value("mam"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"ADLNTCA\" | \"NOWHERE\" | facilities | unknown-code",
                "\"BOND\": 4 | \"BOND\": -4 | capacity.BOND | capacity-negative",
                "\"BOND\": 4 | \"BOND\": 1 | capacity.BOND | capacity-below-use",
                "\"BOND\": 4 | \"HABEAS\": 1 | capacity.HABEAS | capacity-not-offered",
                "\"U0\": 60 | \"U0\": 0 | answerMinutes.U0 | answer-minutes-out-of-range",
                "\"es\", \"en\" | \"en\" | relays | relay-needs-spanish",
                "[\"es\", \"en\"] | [] | languages | languages-missing",
                "\"services\": [\"BOND\"], | '' | services | services-missing"
            })
    void whatCannotBeIsNamed(String right, String wrong, String field, String code) throws Exception {
        setting.used(2);
        putPractice(PRACTICE.replace(right, wrong))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].code").value(code));
    }

    @Test
    void whatIsMistypedOrUnknownIsRefused() throws Exception {
        putPractice(PRACTICE.replace("\"services\"", "\"servcies\"")).andExpect(status().isUnprocessableContent());
        putPractice(PRACTICE.replace("\"BOND\"]", "\"BONDS\"]")).andExpect(status().isUnprocessableContent());
        putPractice("{").andExpect(status().isBadRequest());
    }

    @Test
    void theSlowerOfTwoIsTold() throws Exception {
        var first = PRACTICE.strip().replaceFirst("^\\{", "{\"revision\": 2, ");
        putPractice(first).andExpect(status().isOk());
        putPractice(first)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value(containsString("stale-version")));
    }

    @Test
    void capacityIsSetAlone() throws Exception {
        mvc.perform(put("/api/v1/practice/capacity")
                        .with(api("attorney"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"capacity\": {\"BOND\": 9}, \"taking\": \"PAUSED\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.taking").value("PAUSED"))
                .andExpect(jsonPath("$.capacity[0].open").value(9));
        mvc.perform(put("/api/v1/practices/{id}/capacity", TestMembers.SUSPENDED_PROVIDER)
                        .with(api("steward"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"capacity\": {\"BOND\": 9}}"))
                .andExpect(status().isConflict());
    }

    @Test
    void aStewardChangesTheSettings() throws Exception {
        var version = desk.routing(TestMembers.STEWARD).version();
        var settings = """
                {"weights": {"ANSWER_TIME": 40, "LANGUAGE": 15, "LOAD": 15, "FUND": 10, "PLACE": 10, "COVERAGE": 10,
                             "SCARCITY": 0},
                 "routes": {"U0": "BROADCAST", "U1": "BROADCAST", "U2": "IN_ORDER", "U3": "IN_ORDER", "U4": "IN_ORDER"},
                 "version": %d}
                """;
        mvc.perform(put("/api/v1/routing")
                        .with(api("steward"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(settings.formatted(version)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.version").value(version + 1));
        mvc.perform(put("/api/v1/routing")
                        .with(api("steward"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(settings.formatted(version + 1).replace("40", "41")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.errors[0].code").value("weights-contradict"));
        mvc.perform(put("/api/v1/routing")
                        .with(api("steward"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(settings.formatted(version + 1).replace("\"version\"", """
                                "terms": {"readingMinutes": 10, "headStartMinutes": 20, "handMinutes": 60,
                                          "quiet": {"from": "21:00", "to": "07:00"}}, "version\"""")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.terms.quiet.from").value("21:00"))
                .andExpect(jsonPath("$.terms.readingMinutes").value(10));
        mvc.perform(put("/api/v1/routing")
                        .with(api("steward"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(settings.formatted(version + 2).replace("\"version\"", """
                                "terms": {"readingMinutes": 0, "headStartMinutes": 20, "handMinutes": 60,
                                          "quiet": {"from": "21:00", "to": "21:00"}}, "version\"""")))
                .andExpect(status().is4xxClientError());
        mvc.perform(put("/api/v1/routing")
                        .with(api("dispatcher"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(settings.formatted(version + 1)))
                .andExpect(status().isForbidden());
    }

    private ResultActions putPractice(String body) throws Exception {
        return mvc.perform(put("/api/v1/practice")
                .with(api("attorney"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private CaseId drawn() {
        var caseFile = setting.waiting(facts().build());
        desk.redraw(caseFile, 1, DISPATCHER);
        return caseFile;
    }
}
