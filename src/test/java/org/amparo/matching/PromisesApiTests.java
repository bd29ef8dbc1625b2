package org.amparo.matching;

import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.api;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
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

/** Promises of a week through the API, by who may make them and what is refused. */
@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, Setting.class})
class PromisesApiTests {

    private final MockMvc mvc;
    private final Setting setting;
    private final Week week;

    PromisesApiTests(MockMvc mvc, Setting setting, Clock clock) {
        this.mvc = mvc;
        this.setting = setting;
        this.week = Week.of(clock.instant());
    }

    @BeforeEach
    void twoProviders() {
        setting.twoProviders();
    }

    @ParameterizedTest
    @CsvSource({
        "attorney, /practice/promises, 200",
        "dispatcher, /practice/promises, 403",
        "lead, /practice/promises, 403",
        "suspended, /practice/promises, 403",
        "steward, /practices/{other}/promises, 200",
        "dispatcher, /practices/{other}/promises, 200",
        "attorney, /practices/{other}/promises, 403",
        "volunteer, /practices/{other}/promises, 403",
        "steward, /practices/01900000-0000-7000-8000-000000000001/promises, 404"
    })
    void openForThoseWhoMay(String person, String address, int status) throws Exception {
        mvc.perform(get("/api/v1" + address.replace("{other}", OTHER_PROVIDER.toString()))
                        .with(api(person)))
                .andExpect(status().is(status));
    }

    @Test
    void aProviderPromisesForTheWeek() throws Exception {
        promise("""
                {"promises": {"BOND": {"cases": 2, "facilities": ["ADLNTCA"], "languages": ["es", "mam"]}}}
                """)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.rooming").value("BY_WEEK"))
                .andExpect(jsonPath("$.weeks[?(@.phase=='CURRENT')].begins").value(week.toString()))
                .andExpect(jsonPath("$.weeks[?(@.phase=='CURRENT')].promises[0].open")
                        .value(2))
                .andExpect(jsonPath("$.weeks[?(@.phase=='CURRENT')].promises[0].limits.facilities[0]")
                        .value("ADLNTCA"));
        mvc.perform(get("/api/v1/practice").with(api("attorney")))
                .andExpect(jsonPath("$.rooming").value("BY_WEEK"))
                .andExpect(jsonPath("$.capacity[0].promised").value(3))
                .andExpect(jsonPath("$.capacity[0].open").value(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"cases\": -1} | promises.BOND.cases | capacity-negative",
                "{\"cases\": 100000} | promises.BOND.cases | capacity-too-large",
                "{} | promises.BOND.cases | required",
                "{\"cases\": 1, \"facilities\": [\"NOWHERE\"]} | promises.BOND.facilities | unknown-code",
                "{\"cases\": 1, \"facilities\": [\"CCASDCA\"]} | promises.BOND.facilities | promise-place-not-served",
                "{\"cases\": 1, \"fieldOffices\": [\"SND\"]} | promises.BOND.fieldOffices | promise-place-not-served",
                "{\"cases\": 1, \"languages\": [\"en\"]} | promises.BOND.languages | promise-language-not-reached"
            })
    void whatCannotBeIsRefusedByField(String room, String field, String code) throws Exception {
        promise("{\"promises\": {\"BOND\": " + room + "}}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.type").value(containsString(code)))
                .andExpect(jsonPath("$.errors[0].field").value(field));
    }

    @Test
    void roomAtAFacilityThatHasClosedIsRefusedByItsName() throws Exception {
        promise("{\"promises\": {\"BOND\": {\"cases\": 1, \"facilities\": [\"CLOSEDCA\"]}}}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].message").value(containsString("Old Adelanto Annex has closed")));
    }

    @Test
    void aServiceNotOfferedIsRefused() throws Exception {
        promise("{\"promises\": {\"HABEAS\": {\"cases\": 1}}}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("promises.HABEAS.cases"));
    }

    @ParameterizedTest
    @CsvSource({"-1, 409", "2, 409", "1, 200"})
    void onlyThisWeekAndTheNextCanBePromised(int weeks, int status) throws Exception {
        mvc.perform(put("/api/v1/practice/promises/" + week.plus(weeks))
                        .with(api("attorney"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"promises\": {\"BOND\": {\"cases\": 1}}}"))
                .andExpect(status().is(status));
    }

    @Test
    void aWeekIsCalledByItsMonday() throws Exception {
        for (var day : new String[] {week.begins().plusDays(1).toString(), "soon"}) {
            mvc.perform(put("/api/v1/practice/promises/" + day)
                            .with(api("attorney"))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"promises\": {}}"))
                    .andExpect(status().is4xxClientError());
        }
    }

    @Test
    void theSlowerOfTwoIsTold() throws Exception {
        promise("{\"promises\": {\"BOND\": {\"cases\": 1}}, \"revision\": 0}").andExpect(status().isConflict());
    }

    @Test
    void aStewardPromisesForAProviderAndNobodyElseDoes() throws Exception {
        for (var person : new String[] {"steward", "attorney", "other-attorney", "volunteer"}) {
            mvc.perform(put("/api/v1/practices/{id}/promises/{week}", PROVIDER, week)
                            .with(api(person))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"promises\": {\"BOND\": {\"cases\": 1}}}"))
                    .andExpect(status().is(person.equals("steward") ? 200 : 403));
        }
    }

    private ResultActions promise(String body) throws Exception {
        return mvc.perform(put("/api/v1/practice/promises/" + week)
                .with(api("attorney"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }
}
