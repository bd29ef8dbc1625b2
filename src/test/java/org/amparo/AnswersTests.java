package org.amparo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.UriComponentsBuilder;

/** What answers tell a browser that may and may not be done with them, and what is made of requests that are not quite what they should be. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
class AnswersTests {

    private static final String TYPED = "100%41 &lt;b&gt; \\u003cscript> ${7*7} \"';--";

    private final MockMvc mvc;
    private final Walk walk;

    AnswersTests(@Autowired MockMvc mvc, @Autowired WebSessions sessions, @Autowired Clock clock) {
        this.mvc = mvc;
        this.walk = new Walk(mvc, sessions, clock, new Canary());
    }

    /** A page, a file, a figure, the API, what is refused, what is not there. */
    @ParameterizedTest
    @CsvSource({
        "volunteer, /me",
        "volunteer, /cases",
        "volunteer, /nowhere",
        "volunteer, /dashboard",
        "lead, /dashboard/all.csv",
        "volunteer, /assets/amparo.js",
        "volunteer, /assets/amparo.css",
        "'', /assets/icon.svg",
        "'', /privacy",
        "'', /cases",
        "'', /calendar/AAAA.ics",
        "volunteer, /api/v1/cases",
        "volunteer, /api/v1/cases?after=x",
        "volunteer, /api/v1/nowhere",
        "lead, /api/v1/cases",
        "'', /api/v1/cases",
        "'', /api/v1/openapi"
    })
    void noAnswerIsGuessedAtFramedOrShared(String who, String path) throws Exception {
        var asked = get(URI.create(path)).secure(true).header("Origin", "https://elsewhere.example");
        if (!who.isEmpty()) {
            asked.with(path.startsWith("/api/") ? TestMembers.api(who) : TestMembers.page(who));
        }
        var answer = mvc.perform(asked).andReturn().getResponse();

        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.getHeader("Strict-Transport-Security"))
                .matches("max-age=(31536000|[4-9]\\d{7}) ; includeSubDomains");
        assertThat(answer.getHeader("Referrer-Policy")).isIn("same-origin", "no-referrer");
        assertThat(answer.getHeaderNames()).noneMatch(name -> name.startsWith("Access-Control-"));
        if (answer.getContentAsByteArray().length > 0) {
            var type = MediaType.parseMediaType(String.valueOf(answer.getContentType()));
            var isText = type.getType().equals("text") || type.isCompatibleWith(MediaType.APPLICATION_XML);
            assertThat(type.getCharset()).as(String.valueOf(type)).isIn(isText ? UTF_8 : null, UTF_8);
        }
    }

    @Test
    void aSessionOfThePagesOpensNothingOfTheApi() throws Exception {
        mvc.perform(get("/cases").cookie(walk.cookie("volunteer"))).andExpect(status().isOk());
        mvc.perform(get("/api/v1/cases").cookie(walk.cookie("volunteer"))).andExpect(status().isUnauthorized());
    }

    @Test
    void everySignInHasSecretsOfItsOwn() throws Exception {
        var secrets = new HashSet<String>();
        for (var sign = 0; sign < 3; sign++) {
            var location = mvc.perform(get(SignInRequests.ADDRESS))
                    .andReturn()
                    .getResponse()
                    .getRedirectedUrl();
            var asked = UriComponentsBuilder.fromUriString(String.valueOf(location))
                    .build()
                    .getQueryParams();
            for (var secret : List.of("state", "nonce", "code_challenge")) {
                assertThat(asked.getFirst(secret)).as(secret).hasSizeGreaterThanOrEqualTo(43);
                secrets.add(asked.getFirst(secret));
            }
            assertThat(asked.getFirst("code_challenge_method")).isEqualTo("S256");
        }
        assertThat(secrets).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"code=forged&state=forged", "code=forged", "state=forged", "error=access_denied&state=forged"})
    void anAnswerOfTheIdentityProviderThatNobodyAskedForLetsNobodyIn(String answer) throws Exception {
        var begun = mvc.perform(get(SignInRequests.ADDRESS)).andReturn();
        var session = begun.getResponse().getCookie("amparo");
        assertThat(session).isNotNull();

        for (var mine : List.of(true, false)) {
            var returned = get(URI.create("/login/oauth2/code/amparo?" + answer));
            if (mine) {
                returned.cookie(session);
            }
            mvc.perform(returned).andExpect(status().is4xxClientError());
        }
        mvc.perform(get("/me").cookie(session)).andExpect(redirectedUrl(SignInRequests.ADDRESS));
    }

    @Test
    void signingOutLeavesNothingInTheBrowser() throws Exception {
        mvc.perform(post("/logout").secure(true).with(csrf()).with(TestMembers.page("volunteer")))
                .andExpect(header().string("Clear-Site-Data", "\"cache\", \"storage\""));
    }

    @Test
    void everyPageHasAWayOut() throws Exception {
        var pages = 0;
        for (var row : Files.readAllLines(Path.of("docs", "security", "routes.csv"))) {
            var cells = row.split(",", -1);
            if (cells[0].equals("GET") && !cells[1].startsWith("/api/") && !cells[1].contains("{")) {
                for (var who : List.of("volunteer", "dispatcher", "attorney", "lead", "steward")) {
                    var answer = mvc.perform(get(cells[1]).with(TestMembers.page(who)))
                            .andReturn()
                            .getResponse();
                    if (isPage(answer)) {
                        pages++;
                        assertThat(answer.getContentAsString())
                                .as(who + " at " + cells[1])
                                .contains("action=\"/logout\"");
                    }
                }
            }
        }
        assertThat(pages).isGreaterThan(60);
    }

    private static boolean isPage(MockHttpServletResponse answer) throws IOException {
        return answer.getStatus() == 200
                && String.valueOf(answer.getContentType()).startsWith("text/html")
                && answer.getContentAsString().contains("<main");
    }

    @Test
    void traceIsNotAnswered() throws Exception {
        mvc.perform(request(HttpMethod.TRACE, URI.create("/me")).with(TestMembers.page("volunteer")))
                .andExpect(status().is4xxClientError());
    }

    @Test
    void whatWasTypedIsReadOnceAndShownAsItIs() throws Exception {
        var id = walk.post(
                        "volunteer",
                        "/api/v1/cases",
                        "{\"person\": {\"name\": \"Ana Invented\"}, \"consent\": {\"answer\": \"NOT_ASKED\"}}")
                .expect(201)
                .text("$.id");
        walk.form("volunteer", "/cases/" + id + "/notes", "text", TYPED).expect(302);

        assertThat(walk.get("volunteer", "/api/v1/cases/" + id).all("$.notes[*].text"))
                .containsExactly(TYPED);
        assertThat(walk.get("volunteer", "/cases/" + id).body())
                .contains("100%41 &amp;lt;b&amp;gt; \\u003cscript&gt; ${7*7} &quot;&#39;;--")
                .doesNotContain(TYPED);
        assertThat(walk.surprises()).isEmpty();
    }

    @Test
    void nothingThatIsLookedForBecomesPartOfTheQuestion() throws Exception {
        for (var text :
                List.of("' OR '1'='1", "%", "_", "\\", "x'; DROP TABLE intake.case_file; --", "Ana') OR ('1'='1")) {
            var found = walk.post(
                    "volunteer", "/api/v1/cases/search", "{\"text\": \"" + text.replace("\\", "\\\\") + "\"}");
            assertThat(found.status()).as(text).isIn(200, 422);
            assertThat(found.body()).as(text).doesNotContain("Invented");
            walk.form("volunteer", "/cases/search", "q", text).expect(200, 422);
            for (var filter : List.of("facility", "list", "q", "after")) {
                var path = UriComponentsBuilder.fromPath("/api/v1/cases")
                        .queryParam(filter, "{text}")
                        .build(text)
                        .toString();
                assertThat(walk.get("volunteer", path).unbroken().status())
                        .as(path)
                        .isIn(200, 400, 422);
            }
        }
        assertThat(walk.surprises()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volunteer | GET | /api/v1/calls?on=%2B999999999-12-31 | ''",
                "steward | GET | /api/v1/ledger?from=2027-03-07&to=%2B999999999-12-31 | ''",
                "steward | GET | /api/v1/ledger/shredded?from=-999999999-01-01&to=2027-12-21 | ''",
                "attorney | PUT | /api/v1/practice | {\"services\": [], \"relays\": [null]}",
                "attorney | PUT | /api/v1/practice | {\"services\": [], \"answerMinutes\": {\"U0\": null}}",
                "steward | PUT | /api/v1/routing | {\"weights\": {\"LOAD\": \" \"}, \"routes\": {}, \"version\": 1}",
                "steward | PUT | /api/v1/routing | {\"weights\": {\"LOAD\": null}, \"routes\": {}, \"version\": 1}",
                "volunteer | POST | /api/v1/cases | {\"person\": {\"name\": \"A\"}, \"answers\": {\"TOLD_TO_SIGN\": null}}",
                "volunteer | POST | /api/v1/cases | {\"person\": {\"name\": \"A\"}, \"needs\": [null]}",
                "volunteer | POST | /api/v1/cases | {\"person\": {\"name\": {}}}",
                "attorney | POST | /api/v1/key/confirmation | {\"first\": \"AAAA\", \"second\": \"\\u0000BBB\"}"
            })
    void whatIsMissingInsideOrOutOfAllBoundsIsRefused(String who, HttpMethod method, String path, String body)
            throws Exception {
        assertThat(walk.json(who, method, path, body).status()).isEqualTo(422);
    }

    @Test
    void whatIsSaidTwiceIsNotTakenForEither() throws Exception {
        var refused = walk.post(
                "volunteer", "/api/v1/cases", "{\"person\": {\"name\": \"Mateo\"}, \"person\": {\"name\": \"Perez\"}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).doesNotContain("Mateo").doesNotContain("Perez");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Mateo\": \"Perez\"}",
                "{\"person\": {\"Mateo\": \"Perez\"}}",
                "{\"custody\": {\"Mateo\": {\"Perez\": 1}}}",
                "{\"answers\": {\"Mateo\": \"Perez\"}}",
                "{\"parties\": [{\"Mateo\": \"Perez\"}]}"
            })
    void aNameThatStandsWhereAPropertyBelongsIsNotRepeated(String body) throws Exception {
        var refused = walk.post("volunteer", "/api/v1/cases", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).doesNotContain("Mateo").doesNotContain("Perez");
    }

    @Test
    void theApiRefusesATextThatCannotBeKeptAndNamesIt() throws Exception {
        mvc.perform(post("/api/v1/funds")
                        .secure(true)
                        .with(TestMembers.api("steward"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"name": "A\\u0000b", "payer": "County", "startsOn": "2026-01-01", "rules": []}"""))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("name"))
                .andExpect(jsonPath("$.errors[0].code").value("unreadable-characters"));
    }

    @Test
    void aPageDropsWhatNobodySeesInATextAndKeepsTheRest() throws Exception {
        var page = mvc.perform(post("/funds")
                        .secure(true)
                        .with(TestMembers.page("steward"))
                        .with(csrf())
                        .param("name", "Fund\u0000 of\u0007 the county"))
                .andExpect(status().is(422))
                .andReturn()
                .getResponse();

        assertThat(page.getContentAsString(UTF_8)).contains("value=\"Fund of the county\"");
    }
}
