package org.amparo;

import static org.amparo.support.TestMembers.api;
import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import com.jayway.jsonpath.JsonPath;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

/** A person is moved or released, or has another hearing: the case goes on by itself, and everybody concerned is told. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
class MovedPersonTests {

    private static final String BEFORE = "CACTYCA";
    private static final String AFTER = "CCASDCA";

    private final MockMvc mvc;
    private final JdbcClient jdbc;

    MovedPersonTests(@Autowired MockMvc mvc, @Autowired JdbcClient jdbc) {
        this.mvc = mvc;
        this.jdbc = jdbc;
    }

    /** The first serves the place before only and detained people only; the second both places, and people at liberty. */
    @BeforeEach
    void twoProviders() throws Exception {
        practices("attorney", "[\"%s\"]".formatted(BEFORE), "[\"UNFUNDED\", \"AROUND_THE_CLOCK\"]", "OPEN");
        practices(
                "other-attorney",
                "[\"%s\", \"%s\"]".formatted(BEFORE, AFTER),
                "[\"UNFUNDED\", \"AROUND_THE_CLOCK\", \"NOT_DETAINED\"]",
                "OPEN");
    }

    /** Other tests offer by hand to who is asked by nobody. */
    @AfterEach
    void nobodyTakesAnything() throws Exception {
        practices("attorney", "[\"%s\"]".formatted(BEFORE), "[\"UNFUNDED\"]", "PAUSED");
        practices("other-attorney", "[\"%s\"]".formatted(BEFORE), "[\"UNFUNDED\"]", "PAUSED");
    }

    @Test
    void anOfferThatStillFitsIsKeptAndOneThatDoesNotIsTakenBack() throws Exception {
        var file = open("U1");
        await().untilAsserted(() -> assertThat(offers(file, "OFFERED")).hasSize(2));
        var gone = offer(file, TestMembers.PROVIDER.toString());
        var kept = offer(file, TestMembers.OTHER_PROVIDER.toString());

        seen(file, "DETAINED", AFTER);

        await().untilAsserted(() -> {
            assertThat(read("/api/v1/referrals/" + gone, "$.objection", "attorney"))
                    .isEqualTo("PLACE");
            assertThat(read("/api/v1/referrals/" + kept, "$.looked.because", "other-attorney"))
                    .isEqualTo("MOVED");
        });
        assertThat(read("/api/v1/referrals/" + gone, "$.status", "attorney")).isEqualTo("WITHDRAWN");
        assertThat(read("/api/v1/referrals/" + kept, "$.status", "other-attorney"))
                .isEqualTo("OFFERED");
        assertThat(body("/referrals/" + kept, "other-attorney", "en")).contains("Looked at again");
        assertThat(body("/referrals/" + kept, "other-attorney", "es")).contains("Revisada de nuevo");
        assertThat(body("/referrals/" + gone, "attorney", "es"))
                .contains("no atiende el lugar")
                .doesNotContain("Otay");
        assertThat(body("/queue", "dispatcher", "en")).contains("Moved to another facility");
        assertThat(body("/queue", "dispatcher", "es")).contains("Trasladada a otro centro");
        assertThat(letters(kept)).contains("OFFER_CHANGED");
        assertThat(jdbc.sql("SELECT coalesce(string_agg(l::text, ' '), '') FROM correspondence.letter l")
                        .query(String.class)
                        .single())
                .doesNotContain(AFTER)
                .doesNotContain(BEFORE);
    }

    @Test
    void aReleaseTakesOffersBackFromWhoServesDetentionOnly() throws Exception {
        var file = open("U1");
        await().untilAsserted(() -> assertThat(offers(file, "OFFERED")).hasSize(2));
        var gone = offer(file, TestMembers.PROVIDER.toString());

        seen(file, "RELEASED", null);

        await().untilAsserted(() -> assertThat(read("/api/v1/referrals/" + gone, "$.objection", "attorney"))
                .isEqualTo("PLACE"));
        assertThat(body("/referrals/" + gone, "attorney", "en")).contains("The person was released");
    }

    @Test
    void aNewHearingEndsOffersSoonerWithANote() throws Exception {
        var file = open("U3");
        await().untilAsserted(() -> assertThat(offers(file, "OFFERED")).hasSize(1));
        var offer = offers(file, "OFFERED").getFirst();
        var who = read("/api/v1/referrals/" + offer, "$.provider", "dispatcher").equals(TestMembers.PROVIDER.toString())
                ? "attorney"
                : "other-attorney";
        var before = read("/api/v1/referrals/" + offer, "$.answerDue", "dispatcher");

        var soon = java.time.LocalDate.now(java.time.ZoneId.of("America/Los_Angeles"))
                .plusDays(4)
                .toString();
        sent(
                put("/api/v1/cases/{id}/hearing", file),
                "{\"version\": %s, \"hearing\": {\"on\": \"%s\", \"source\": \"FAMILY\"}}"
                        .formatted(version(file), soon),
                "volunteer");

        await().untilAsserted(() -> assertThat(read("/api/v1/referrals/" + offer, "$.looked.because", "dispatcher"))
                .isEqualTo("HEARING"));
        assertThat(read("/api/v1/referrals/" + offer, "$.looked.dueBefore", "dispatcher"))
                .isEqualTo(before);
        assertThat(body("/referrals/" + offer, who, "en")).contains("An answer had been due");
        assertThat(body("/referrals/" + offer, who, "es")).contains("La respuesta vencía");
    }

    @Test
    void whoHasTheCaseIsAskedAndACaseHandedBackGoesOnByItself() throws Exception {
        var file = open("U1");
        await().untilAsserted(() -> assertThat(offers(file, "OFFERED")).hasSize(2));
        var offer = offer(file, TestMembers.PROVIDER.toString());
        sent(post("/api/v1/referrals/{id}/conflict-check", offer), "{\"conflict\": false}", "attorney");
        sent(post("/api/v1/referrals/{id}/acceptance", offer), "{}", "attorney");
        await().until(() -> !matters(file).isEmpty());

        seen(file, "DETAINED", AFTER);

        await().untilAsserted(() -> assertThat(body("/matters/" + matters(file).getFirst(), "attorney", "en"))
                .contains("/referrals/" + offer, "do you keep the case or hand it back?"));
        assertThat(body("/matters/" + matters(file).getFirst(), "attorney", "es"))
                .contains("¿conserva usted el caso o lo devuelve?");
        assertThat(body("/referrals/" + offer, "attorney", "en")).contains("Hand the case back");
        assertThat(body("/queue?show=QUESTIONED", "dispatcher", "en")).contains("/referrals/" + offer + "/placement");

        mvc.perform(post("/referrals/{id}/placement", offer)
                        .param("answer", "HAND_BACK")
                        .with(page("attorney"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/inbox"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(offers(file, "OFFERED")).hasSize(1));
        assertThat(read("/api/v1/cases/" + file + "/referrals", "$.rounds[0].round", "dispatcher"))
                .isEqualTo("2");
        assertThat(read("/api/v1/cases/" + file + "/referrals", "$.rounds[0].offers[0].provider", "dispatcher"))
                .isEqualTo(TestMembers.OTHER_PROVIDER.toString());
        await().untilAsserted(() -> assertThat(read("/api/v1/referrals/" + offer, "$.status", "attorney"))
                .isEqualTo("CONCLUDED"));
        assertThat(body("/queue?show=QUESTIONED", "dispatcher", "en")).doesNotContain("/referrals/" + offer);
        assertThat(body("/cases/" + file + "/file", "attorney", "en"))
                .as("the file is closed to it")
                .doesNotContain("Móvil");
    }

    private void practices(String who, String facilities, String arrangements, String taking) throws Exception {
        sent(put("/api/v1/practice"), """
                {"services": ["BOND"], "facilities": %s, "languages": ["es", "en"], "answerMinutes": {"U1": 60, "U3": 600},
                 "arrangements": %s, "capacity": {"BOND": 50}, "taking": "%s"}
                """.formatted(facilities, arrangements, taking), who);
    }

    private String open(String urgency) throws Exception {
        var body = """
                {
                  "caller": {"name": "Rosa Móvil", "relation": "SPOUSE", "authority": "FAMILY", "phone": "213-555-0123",
                             "language": "es", "safeContact": {"call": "YES", "message": "NO", "text": "YES"}},
                  "person": {"name": "Ramón Móvil", "countryOfBirth": "GT", "language": "es", "spanish": "FLUENT"},
                  "custody": {"custody": "DETAINED", "facility": "%s", "source": "FAMILY"},
                  "needs": ["BOND"],
                  "override": {"urgency": "%s", "reason": "said for this test"},
                  "consent": {"answer": "GIVEN", "who": "PERSON", "script": "2026-1", "language": "es",
                              "purposes": ["SHARE_WITH_PROVIDERS", "CONTACT"]}
                }
                """.formatted(BEFORE, urgency);
        return JsonPath.read(sent(post("/api/v1/cases"), body, "volunteer"), "$.id");
    }

    private void seen(String file, String custody, String facility) throws Exception {
        sent(
                post("/api/v1/cases/{id}/custody", file),
                "{\"version\": %s, \"sighting\": {\"custody\": \"%s\", \"facility\": %s, \"source\": \"LOCATOR\"}}"
                        .formatted(version(file), custody, facility == null ? "null" : "\"" + facility + "\""),
                "volunteer");
    }

    private String version(String file) throws Exception {
        return read("/api/v1/cases/" + file, "$.version", "volunteer");
    }

    private List<String> offers(String file, String status) throws Exception {
        return JsonPath.read(
                body("/api/v1/cases/" + file + "/referrals", "dispatcher", "en"),
                "$.rounds[*].offers[?(@.status == '" + status + "')].id");
    }

    private String offer(String file, String provider) throws Exception {
        List<String> found = JsonPath.read(
                body("/api/v1/cases/" + file + "/referrals", "dispatcher", "en"),
                "$.rounds[*].offers[?(@.provider == '" + provider + "')].id");
        return found.getFirst();
    }

    private List<UUID> matters(String file) {
        return jdbc.sql("SELECT id FROM representation.matter WHERE case_file = ?")
                .param(UUID.fromString(file))
                .query(UUID.class)
                .list();
    }

    private List<String> letters(String subject) {
        return jdbc.sql("SELECT kind FROM correspondence.letter WHERE subject = ?")
                .param(UUID.fromString(subject))
                .query(String.class)
                .list();
    }

    private String read(String path, String what, String who) throws Exception {
        return String.valueOf(JsonPath.<Object>read(body(path, who, "en"), what));
    }

    private String body(String path, String who, String language) throws Exception {
        return mvc.perform(get(path)
                        .cookie(new Cookie("amparo-language", language))
                        .with(path.startsWith("/api") ? api(who) : page(who)))
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private String sent(AbstractMockHttpServletRequestBuilder<?> request, String body, String who) throws Exception {
        var answer = mvc.perform(request.contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(api(who)))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isBetween(200, 299);
        return answer.getContentAsString();
    }
}
