package org.amparo;

import static org.amparo.support.TestMembers.api;
import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** A person takes consent back: what a provider could see of them a moment ago it sees nowhere any more, and it is told by e-mail. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
class WithdrawnConsentTests {

    private static final String NAME = "Wenceslao Oculto";
    private static final String STORY = "taken from the bakery";

    private final MockMvc mvc;
    private final JdbcClient jdbc;

    WithdrawnConsentTests(@Autowired MockMvc mvc, @Autowired JdbcClient jdbc) {
        this.mvc = mvc;
        this.jdbc = jdbc;
    }

    @Test
    void hidesAFileEverywhereFromAProviderThatWasAsked() throws Exception {
        var file = open();
        var offer = offer(file);
        sent("/api/v1/referrals/" + offer + "/conflict-check", "{\"conflict\": false}", "attorney");
        var places = places(file, offer, null);
        assertThat(shown(places)).as("seen before").isNotEmpty();

        withdraw(file);

        assertThat(shown(places)).as("seen after").isEmpty();
        assertThat(JsonPath.<String>read(body("/api/v1/referrals/" + offer, "attorney"), "$.status"))
                .isEqualTo("WITHDRAWN");
        assertThat(body("/inbox", "attorney")).doesNotContain("/referrals/" + offer);
        mvc.perform(post("/api/v1/referrals/{id}/acceptance", offer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}")
                        .with(api("attorney")))
                .andExpect(status().isConflict());
        assertThat(letters(offer))
                .allMatch(letter -> letter.matches("(OFFER_WAITS (DROPPED|SENT|SENDING)|OFFER_GONE .*)"));
        assertThat(everything()).doesNotContain(NAME).doesNotContain(STORY);
    }

    @Test
    void hidesAFileEverywhereFromTheProviderThatHasTheCase() throws Exception {
        var file = open();
        var offer = offer(file);
        sent("/api/v1/referrals/" + offer + "/conflict-check", "{\"conflict\": false}", "attorney");
        sent("/api/v1/referrals/" + offer + "/acceptance", "{}", "attorney");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("SELECT count(*) FROM representation.matter WHERE case_file = ?")
                                .param(UUID.fromString(file))
                                .query(Integer.class)
                                .single()
                        == 1);
        var matter = jdbc.sql("SELECT id FROM representation.matter WHERE case_file = ?")
                .param(UUID.fromString(file))
                .query(UUID.class)
                .single();
        var places = places(file, offer, matter);
        assertThat(shown(places)).as("seen before").isNotEmpty();

        withdraw(file);

        assertThat(shown(places)).as("seen after").isEmpty();
        assertThat(statusOf("/matters/" + matter, "attorney"))
                .as("its own matter stays")
                .isEqualTo(200);
        assertThat(statusOf("/cases/" + file + "/file", "attorney")).isEqualTo(404);
        assertThat(body("/cases/" + file, "volunteer"))
                .as("the hotline still sees it")
                .contains(NAME);
    }

    private static List<String> places(String file, String offer, UUID matter) {
        var places = new ArrayList<>(List.of(
                "/inbox",
                "/referrals/" + offer,
                "/cases/" + file + "/conflict-packet",
                "/cases/" + file + "/file",
                "/cases/" + file + "/history",
                "/matters",
                "/conflicts",
                "/emergencies",
                "/api/v1/referrals/inbox",
                "/api/v1/referrals/" + offer,
                "/api/v1/cases/" + file,
                "/api/v1/cases/" + file + "/conflict-packet",
                "/api/v1/cases/" + file + "/file",
                "/api/v1/cases/" + file + "/openings",
                "/api/v1/cases/" + file + "/matters",
                "/api/v1/matters"));
        if (matter != null) {
            places.add("/matters/" + matter);
            places.add("/api/v1/matters/" + matter);
        }
        return places;
    }

    /** Where the provider's people read anything of what was told, or may open the file at all. */
    private List<String> shown(List<String> places) throws Exception {
        var shown = new ArrayList<String>();
        for (var place : places) {
            for (var fragment : List.of("true", "false")) {
                var request = get(place).header("HX-Request", fragment);
                var answer = mvc.perform(request.with(place.startsWith("/api") ? api("attorney") : page("attorney")))
                        .andReturn()
                        .getResponse();
                var text = answer.getContentAsString();
                var opens = place.matches(".*/(conflict-packet|file|openings|history)") && answer.getStatus() == 200;
                if (opens || text.contains(NAME) || text.contains(STORY)) {
                    shown.add(place);
                }
            }
        }
        return shown;
    }

    private String open() throws Exception {
        var body = """
                {
                  "caller": {"name": "Rosa Oculta", "relation": "SPOUSE", "authority": "FAMILY", "phone": "213-555-0123",
                             "language": "es", "safeContact": {"call": "YES", "message": "NO", "text": "YES"}},
                  "person": {"name": "%s", "countryOfBirth": "GT", "language": "es", "spanish": "FLUENT"},
                  "custody": {"custody": "DETAINED", "facility": "ADLNTCA", "source": "FAMILY"},
                  "needs": ["BOND"],
                  "note": "He was %s.",
                  "consent": {"answer": "GIVEN", "who": "PERSON", "script": "2026-1", "language": "es",
                              "purposes": ["SHARE_WITH_PROVIDERS", "CONTACT"]}
                }
                """.formatted(NAME, STORY);
        return JsonPath.read(sent("/api/v1/cases", body, "volunteer"), "$.id");
    }

    private String offer(String file) throws Exception {
        var offered = sent(
                "/api/v1/referrals",
                "{\"caseFile\": \"%s\", \"round\": 1, \"providers\": [\"%s\"]}".formatted(file, TestMembers.PROVIDER),
                "dispatcher");
        return JsonPath.read(offered, "$[0].id");
    }

    private void withdraw(String file) throws Exception {
        mvc.perform(post("/api/v1/cases/{id}/consent/withdrawal", file).with(api("volunteer")))
                .andExpect(status().isOk());
    }

    private String sent(String path, String body, String who) throws Exception {
        var answer = mvc.perform(post(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(TestMembers.api(who)))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus())
                .as(path + " " + answer.getContentAsString())
                .isBetween(200, 299);
        return answer.getContentAsString();
    }

    private String body(String path, String who) throws Exception {
        return mvc.perform(get(path).with(path.startsWith("/api") ? TestMembers.api(who) : page(who)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private int statusOf(String path, String who) throws Exception {
        return mvc.perform(get(path).with(page(who))).andReturn().getResponse().getStatus();
    }

    private List<String> letters(String offer) {
        return jdbc.sql("SELECT kind || ' ' || state FROM correspondence.letter WHERE subject = ?")
                .param(UUID.fromString(offer))
                .query(String.class)
                .list();
    }

    /** All that is there to be sent. */
    private String everything() {
        return String.join(
                "\n",
                jdbc.sql(
                                "SELECT letter::text FROM correspondence.letter UNION ALL SELECT offer::text FROM correspondence.offer")
                        .query(String.class)
                        .list());
    }
}
