package org.amparo.catalog;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ApplicationModuleTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class})
class CatalogPagesTests {

    private final MockMvc mvc;
    private final CatalogDesk desk;

    CatalogPagesTests(MockMvc mvc, CatalogDesk desk) {
        this.mvc = mvc;
        this.desk = desk;
    }

    static List<ListKey> lists() {
        return ListKey.all();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void showsEveryListAndItsFormsInBothLanguages(ListKey list) throws Exception {
        var item = desk.items(list, null, null).getFirst();
        var home = "/lists/" + list.slug();
        for (var path : List.of(
                home,
                home + "?period=all&q=a",
                home + "/new",
                home + "/" + item.id(),
                home + "/" + item.id() + "/correction",
                home + "/" + item.id() + "/replacement",
                home + "/" + item.id() + "/end")) {
            for (var language : List.of("en", "es")) {
                mvc.perform(steward(get(path)).cookie(new jakarta.servlet.http.Cookie("amparo-language", language)))
                        .andExpect(status().isOk())
                        .andExpect(content().string(containsString("lang=\"" + language + "\"")))
                        .andExpect(content().string(not(containsString("??"))));
            }
        }
    }

    @Test
    void showsAllLists() throws Exception {
        mvc.perform(steward(get("/lists")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/lists/hearing-type")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "attorney", "lead", "suspended", "nobody"})
    void nobodyButAStewardSeesThePages(String subject) throws Exception {
        var item = desk.items(ListKey.FACILITY, null, null).getFirst();
        for (var path : List.of("/lists", "/lists/facility", "/lists/facility/new", "/lists/facility/" + item.id())) {
            mvc.perform(get(path).with(TestMembers.page(subject))).andExpect(status().isForbidden());
        }
        for (var path : List.of(
                "/lists/facility",
                "/lists/facility/" + item.id() + "/correction",
                "/lists/facility/" + item.id() + "/replacement",
                "/lists/facility/" + item.id() + "/end")) {
            mvc.perform(post(path).with(TestMembers.page(subject)).with(csrf())).andExpect(status().isForbidden());
        }
    }

    @Test
    void addsCorrectsReplacesAndEndsAnEntry() throws Exception {
        mvc.perform(steward(post("/lists/agency"))
                        .param("code", "PORT_POLICE")
                        .param("english", "Port police")
                        .param("spanish", "Policía del puerto")
                        .param("validFrom", "2026-01-01")
                        .param("source", "Board"))
                .andExpect(status().isFound())
                .andExpect(redirectedUrlPattern("/lists/agency/*"));
        var added = one("PORT_POLICE");
        mvc.perform(steward(post("/lists/agency/" + added.id() + "/correction"))
                        .param("english", "Harbor police")
                        .param("spanish", "Policía portuaria")
                        .param("validFrom", "2026-01-01")
                        .param("source", "Board")
                        .param("code", added.code())
                        .param("version", "" + added.version()))
                .andExpect(status().isFound());
        var corrected = one("PORT_POLICE");
        mvc.perform(steward(post("/lists/agency/" + corrected.id() + "/replacement"))
                        .param("english", "Port and harbor police")
                        .param("spanish", "Policía de puertos")
                        .param("validFrom", "2026-06-01")
                        .param("source", "Board")
                        .param("code", corrected.code())
                        .param("version", "" + corrected.version()))
                .andExpect(status().isFound());
        var periods = desk.items(ListKey.of(ListName.AGENCY), "PORT_POLICE", null);
        org.assertj.core.api.Assertions.assertThat(periods).hasSize(2);
        var last = periods.getLast();
        mvc.perform(steward(post("/lists/agency/" + last.id() + "/end"))
                        .param("validTo", "2027-01-01")
                        .param("version", "" + last.version()))
                .andExpect(status().isFound());
    }

    @Test
    void tellsEverythingThatIsWrongAndKeepsWhatWasTyped() throws Exception {
        mvc.perform(steward(post("/lists/facility"))
                        .param("code", "new one")
                        .param("english", "A <b>place</b>")
                        .param("validFrom", "31/12/2026")
                        .param("amount", "x"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("govuk-error-summary")))
                .andExpect(content().string(containsString("href=\"#validFrom\"")))
                .andExpect(content().string(containsString("href=\"#city\"")))
                .andExpect(content().string(containsString("href=\"#source\"")))
                .andExpect(content().string(containsString("value=\"new one\"")))
                .andExpect(content().string(containsString("A &lt;b&gt;place&lt;/b&gt;")));
        mvc.perform(steward(post("/lists/agency"))
                        .param("code", "two words")
                        .param("english", "x")
                        .param("spanish", "x")
                        .param("validFrom", "2026-01-01")
                        .param("source", "x"))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("without blanks")));
    }

    @Test
    void nothingIsThereForAListOrAnEntryThatIsNot() throws Exception {
        mvc.perform(steward(get("/lists/unicorns"))).andExpect(status().isNotFound());
        mvc.perform(steward(get("/lists/agency/nonsense"))).andExpect(status().isNotFound());
        var facility = desk.items(ListKey.FACILITY, null, null).getFirst();
        mvc.perform(steward(get("/lists/agency/" + facility.id()))).andExpect(status().isNotFound());
    }

    @Test
    void answersASearchByHtmxWithTheEntriesOnly() throws Exception {
        mvc.perform(steward(get("/lists/country").param("q", "salvador").header("HX-Request", "true")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("El Salvador")))
                .andExpect(content().string(not(containsString("<html"))));
    }

    private ListItem one(String code) {
        return desk.items(ListKey.of(ListName.AGENCY), code, null).getFirst();
    }

    private static MockHttpServletRequestBuilder steward(MockHttpServletRequestBuilder request) {
        return request.with(TestMembers.page("steward")).with(csrf());
    }
}
