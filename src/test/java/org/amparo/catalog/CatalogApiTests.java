package org.amparo.catalog;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class})
class CatalogApiTests {

    private static final String AGENCY = """
            {"code": "%s", "english": "Port police", "spanish": "Policía del puerto", "validFrom": "2026-01-01",
             "source": "Board"}""";

    private final MockMvc mvc;
    private final CatalogDesk desk;

    CatalogApiTests(MockMvc mvc, CatalogDesk desk) {
        this.mvc = mvc;
        this.desk = desk;
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "attorney", "lead", "steward"})
    void everyMemberReadsTheLists(String subject) throws Exception {
        mvc.perform(get("/api/v1/lists").with(TestMembers.api(subject)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].list").value("FACILITY"));
        mvc.perform(get("/api/v1/lists/facility?q=adelanto&on=2026-11-21").with(TestMembers.api(subject)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].code").value("ADLNTCA"))
                .andExpect(jsonPath("$[0].particulars.kind").value("FACILITY"))
                .andExpect(jsonPath("$[0].particulars.county").value("06071"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "attorney", "lead", "suspended", "nobody"})
    void nobodyButAStewardWrites(String subject) throws Exception {
        var item = desk.items(ListKey.of(ListName.AGENCY), null, null).getFirst();
        var path = "/api/v1/lists/agency/" + item.id();
        for (var request : new MockHttpServletRequestBuilder[] {
            json(post("/api/v1/lists/agency"), AGENCY.formatted("X")),
            json(put(path), AGENCY.formatted("X").replace("\"code\": \"X\"", "\"version\": 0")),
            json(post(path + "/replacement"), AGENCY.formatted("X").replace("\"code\": \"X\"", "\"version\": 0")),
            json(post(path + "/end"), "{\"version\": 0, \"validTo\": \"2027-01-01\"}")
        }) {
            mvc.perform(request.with(TestMembers.api(subject))).andExpect(status().isForbidden());
        }
    }

    @Test
    void aStewardAddsCorrectsReplacesAndEnds() throws Exception {
        var location = mvc.perform(steward(json(post("/api/v1/lists/agency"), AGENCY.formatted("API_ONE"))))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.code").value("API_ONE"))
                .andExpect(jsonPath("$.version").value(0))
                .andReturn()
                .getResponse()
                .getHeader("Location");
        mvc.perform(steward(get(String.valueOf(location)))).andExpect(status().isOk());
        var change = AGENCY.formatted("X").replace("\"code\": \"X\"", "\"version\": 0");
        mvc.perform(steward(json(put(String.valueOf(location)), change.replace("Port", "Harbor"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.english").value("Harbor police"))
                .andExpect(jsonPath("$.code").value("API_ONE"));
        mvc.perform(steward(json(put(String.valueOf(location)), change)))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("urn:amparo:problem:stale-version"));
        mvc.perform(steward(json(
                        post(location + "/replacement"),
                        change.replace("\"version\": 0", "\"version\": 1").replace("2026-01-01", "2026-09-01"))))
                .andExpect(status().isCreated())
                .andExpect(header().exists("Location"))
                .andExpect(jsonPath("$.provenance.validFrom").value("2026-09-01"));
    }

    @Test
    void namesTheFieldThatIsWrong() throws Exception {
        mvc.perform(steward(json(post("/api/v1/lists/agency"), AGENCY.formatted("two words"))))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("code"))
                .andExpect(jsonPath("$.errors[0].code").value("catalog-code-form"));
        mvc.perform(steward(json(post("/api/v1/lists/agency"), "{\"code\": \"X\"}")))
                .andExpect(status().is(422))
                .andExpect(jsonPath(
                        "$.errors[*].field", Matchers.containsInAnyOrder("english", "spanish", "validFrom", "source")));
        mvc.perform(steward(json(post("/api/v1/lists/agency"), "{\"kode\": \"X\"}")))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("…"));
        mvc.perform(steward(
                        json(post("/api/v1/lists/agency"), AGENCY.formatted("X").replace("2026-01-01", "soon"))))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("validFrom"));
        mvc.perform(steward(get("/api/v1/lists/unicorns"))).andExpect(status().isNotFound());
        var rule = desk.items(ListKey.RULE, null, null).getFirst();
        mvc.perform(steward(json(
                        post("/api/v1/lists/rule/" + rule.id() + "/end"),
                        "{\"version\": 0, \"validTo\": \"2030-01-01\"}")))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].code").value("catalog-rule-needs-successor"));
    }

    private static MockHttpServletRequestBuilder json(MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private static MockHttpServletRequestBuilder steward(MockHttpServletRequestBuilder request) {
        return request.with(TestMembers.api("steward"));
    }
}
