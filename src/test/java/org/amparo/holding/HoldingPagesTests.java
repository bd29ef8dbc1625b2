package org.amparo.holding;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.STEWARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.intake.IntakeDesk;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(extraIncludes = {"vault", "ledger", "intake"})
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, HoldingModuleTests.TwoAttorneys.class, TestCatalog.class})
@TestPropertySource(
        properties = {
            "amparo.holding.hand-over-every=1h", // the tests say when
            "amparo.keys.destroy-every=1h",
            "amparo.passphrase-memory-kib=256" // they try many
        })
class HoldingPagesTests {

    private static final String WORDS = HoldingModuleTests.WORDS.text();
    private static final String COOKIE = "amparo-key";

    private final MockMvc mvc;
    private final HoldingDesk desk;
    private final Handovers handovers;
    private final IntakeDesk intake;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final TestPostgres.Database server;
    private final Clock clock;

    HoldingPagesTests(
            MockMvc mvc,
            HoldingDesk desk,
            Handovers handovers,
            IntakeDesk intake,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            TestPostgres.Database server,
            Clock clock) {
        this.mvc = mvc;
        this.desk = desk;
        this.handovers = handovers;
        this.intake = intake;
        this.events = events;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.server = server;
        this.clock = clock;
    }

    @BeforeEach
    void aProviderThatMayHoldFiles() {
        jdbc.sql("DELETE FROM vault.organization_key").update();
        jdbc.sql("DELETE FROM holding.handover").update();
        jdbc.sql("DELETE FROM vault.data_key WHERE holder IS NOT NULL").update();
        desk.permit(PROVIDER, 7, STEWARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void showsEveryPageInEveryState(String language) throws Exception {
        shows(get("/key").with(TestMembers.page("other-attorney")), language);
        shows(get("/key").with(TestMembers.page("attorney")), language);
        shows(get("/key-holders").with(TestMembers.page("steward")), language);
        var recovery = desk.make(HoldingModuleTests.WORDS, ATTORNEY);
        shows(get("/key").with(TestMembers.page("attorney")), language);
        shows(get("/key").with(TestMembers.page("colleague")), language);
        desk.confirm(HoldingModuleTests.lastLetters(recovery), HoldingModuleTests.COLLEAGUE);
        var file = held();
        Taken.taken("Nadia Pendiente", intake, events, transaction, clock);
        shows(get("/key").with(TestMembers.page("attorney")), language);
        shows(get("/key").with(TestMembers.page("attorney")).cookie(unlocked()), language);
        shows(get("/key/passphrase").with(TestMembers.page("attorney")), language);
        shows(get("/key/recovery").with(TestMembers.page("attorney")), language);
        shows(get("/key-holders").with(TestMembers.page("steward")), language);
        for (var page : List.of("/cases/{id}", "/cases/{id}/file", "/cases/{id}/person")) {
            mvc.perform(get(page, file)
                            .with(TestMembers.page("volunteer"))
                            .cookie(new Cookie("amparo-language", language)))
                    .andExpect(status().isConflict())
                    .andExpect(content()
                            .string(allOf(
                                    containsString("First Legal Aid"),
                                    containsString("</html>"),
                                    not(containsString("??")),
                                    not(containsString("intake.held")))));
        }
    }

    @Test
    void makesAKeyAndShowsItsSheetsOnce() throws Exception {
        var answer = mvc.perform(
                        attorney(post("/key").param("passphrase", WORDS).param("again", WORDS)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse();
        assertThat(answer.getContentAsString()).contains("shown once").doesNotContain(WORDS);
        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
        mvc.perform(attorney(post("/key").param("passphrase", WORDS).param("again", WORDS)))
                .andExpect(status().isConflict());
    }

    @Test
    void hasNothingToChangeOrToBringBackBeforeThereIsAKey() throws Exception {
        for (var page : List.of("/key/passphrase", "/key/recovery")) {
            mvc.perform(attorney(get(page))).andExpect(redirectedUrl("/key"));
        }
    }

    @Test
    void saysWhatIsWrongAndSendsNoPassphraseBack() throws Exception {
        for (var wrong : List.of(
                post("/key").param("passphrase", "too short").param("again", "too short"),
                post("/key").param("passphrase", WORDS).param("again", "another one entirely, twice"),
                post("/key").param("passphrase", "").param("again", ""),
                post("/key"),
                post("/key/unlocking").param("passphrase", "not the right words at all"),
                post("/key/unlocking"),
                post("/key/passphrase")
                        .param("passphrase", "wrong words as well, sorry")
                        .param("anew", WORDS)
                        .param("again", WORDS),
                post("/key/recovery")
                        .param("first", "ABCD")
                        .param("second", "EFGH")
                        .param("anew", WORDS)
                        .param("again", WORDS),
                post("/key/sheets").param("passphrase", "wrong words as well, sorry"),
                post("/key/confirmation").param("first", "ABCD").param("second", "EFGH"))) {
            mvc.perform(attorney(wrong))
                    .andExpect(status().isUnprocessableContent())
                    .andExpect(content()
                            .string(allOf(
                                    containsString("govuk-error-summary"),
                                    not(containsString("wrong words as well")),
                                    not(containsString(WORDS)),
                                    not(containsString("??")))));
        }
    }

    @Test
    void opensAHeldFileInTheBrowserThatUnlockedItAndInNoOther() throws Exception {
        confirmed();
        var file = held();
        mvc.perform(attorney(get("/cases/{id}/file", file)))
                .andExpect(status().isConflict())
                .andExpect(content().string(allOf(containsString("/key?back="), not(containsString("Olga")))));
        var cookie = unlocked();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Strict");
        assertThat(cookie.getMaxAge()).isEqualTo(-1);
        mvc.perform(attorney(get("/cases/{id}/file", file)).cookie(cookie))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Olga Guardada")));
        mvc.perform(get("/cases/{id}/file", file)
                        .with(TestMembers.page("colleague"))
                        .cookie(cookie))
                .andExpect(status().isConflict());
        mvc.perform(get("/cases/{id}", file).with(TestMembers.page("volunteer")).cookie(cookie))
                .andExpect(status().isConflict());
        mvc.perform(get("/cases/{id}/file", file)
                        .with(TestMembers.page("other-attorney"))
                        .cookie(cookie))
                .andExpect(status().isNotFound());

        mvc.perform(attorney(post("/key/locking")).cookie(cookie)).andExpect(redirectedUrl("/key"));
        mvc.perform(attorney(get("/cases/{id}/file", file)).cookie(cookie)).andExpect(status().isConflict());
    }

    @Test
    void goesOnToTheFileAfterUnlockingAndNowhereElse() throws Exception {
        confirmed();
        var file = held();
        mvc.perform(attorney(
                        post("/key/unlocking").param("passphrase", WORDS).param("back", "/cases/" + file + "/file")))
                .andExpect(redirectedUrl("/cases/" + file + "/file"));
        for (var elsewhere : List.of("//evil.example", "https://evil.example", "/logout", "/cases/../logout")) {
            mvc.perform(attorney(
                            post("/key/unlocking").param("passphrase", WORDS).param("back", elsewhere)))
                    .andExpect(redirectedUrl("/key"));
        }
    }

    @Test
    void keepsNothingOfAnUnlockedKeyInTheSessionOrTheDatabase() throws Exception {
        confirmed();
        held();
        var handle = unlocked().getValue();
        var superuser = server.asSuperuser();
        var tables = superuser.sql("""
                        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                        """).query(String.class).list();
        assertThat(tables).contains("public.web_session");
        for (var table : tables) {
            assertThat(superuser
                            .sql("SELECT coalesce(string_agg(t::text, '|'), '') FROM " + table + " t")
                            .query(String.class)
                            .single())
                    .doesNotContain(handle, WORDS);
        }
    }

    @Test
    void givesBackAndLetsStay() throws Exception {
        confirmed();
        var file = held();
        var waiting = Taken.taken("Paula Pendiente", intake, events, transaction, clock);
        mvc.perform(attorney(post("/key/files/{id}/return", file))).andExpect(status().isConflict());
        mvc.perform(attorney(post("/key/files/{id}/return", file)).cookie(unlocked()))
                .andExpect(redirectedUrl("/key"));
        mvc.perform(get("/cases/{id}", file).with(TestMembers.page("volunteer")))
                .andExpect(status().isOk());
        mvc.perform(attorney(post("/key/files/{id}/stay", waiting))).andExpect(redirectedUrl("/key"));
        mvc.perform(attorney(post("/key/files/{id}/stay", waiting))).andExpect(status().isNotFound());
        mvc.perform(attorney(post("/key/retirement"))).andExpect(redirectedUrl("/key"));
    }

    @Test
    void aStewardPermitsAndEndsIt() throws Exception {
        mvc.perform(steward(post("/key-holders")
                        .param("organization", TestMembers.OTHER_PROVIDER.toString())
                        .param("graceDays", "14")))
                .andExpect(redirectedUrl("/key-holders"));
        assertThat(desk.key(TestMembers.OTHER_ATTORNEY).graceDays()).isEqualTo(14);
        for (var days : List.of("0", "61", "", "seven")) {
            mvc.perform(steward(post("/key-holders")
                            .param("organization", TestMembers.OTHER_PROVIDER.toString())
                            .param("graceDays", days)))
                    .andExpect(status().isUnprocessableContent());
        }
        mvc.perform(steward(post("/key-holders").param("graceDays", "7"))).andExpect(status().isUnprocessableContent());
        mvc.perform(steward(post("/key-holders/{id}/end", TestMembers.OTHER_PROVIDER)))
                .andExpect(redirectedUrl("/key-holders"));
        mvc.perform(steward(post("/key-holders/{id}/end", TestMembers.OTHER_PROVIDER)))
                .andExpect(status().isNotFound());
    }

    @Test
    void answersTheApi() throws Exception {
        var made = mvc.perform(post("/api/v1/key")
                        .with(TestMembers.api("attorney"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"passphrase\": \"" + WORDS + "\"}"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.parts.length()").value(2))
                .andReturn()
                .getResponse()
                .getContentAsString();
        List<String> parts = JsonPath.read(made, "$.parts");
        mvc.perform(post("/api/v1/key/confirmation")
                        .with(TestMembers.api("colleague"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"first\": \"%s\", \"second\": \"%s\"}"
                                .formatted(last(parts.get(0)), last(parts.get(1)))))
                .andExpect(status().isNoContent());
        var file = held();
        mvc.perform(get("/api/v1/cases/{id}/file", file).with(TestMembers.api("attorney")))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value(containsString("file-held")));
        mvc.perform(post("/api/v1/key/unlocking")
                        .with(TestMembers.api("attorney"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"passphrase\": \"wrong wrong wrong wrong\"}"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.type").value(containsString("passphrase-refused")));
        var unlocked = mvc.perform(post("/api/v1/key/unlocking")
                        .with(TestMembers.api("attorney"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"passphrase\": \"" + WORDS + "\"}"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        String handle = JsonPath.read(unlocked, "$.handle");
        mvc.perform(get("/api/v1/cases/{id}/file", file)
                        .with(TestMembers.api("attorney"))
                        .header("Amparo-Key", handle))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.person.name").value("Olga Guardada"));
        mvc.perform(get("/api/v1/key").with(TestMembers.api("attorney")))
                .andExpect(jsonPath("$.state").value("LOCKED"))
                .andExpect(jsonPath("$.held.length()").value(1));
        mvc.perform(get("/api/v1/key-holders").with(TestMembers.api("steward")))
                .andExpect(jsonPath("$[0].held").value(1));
    }

    private void shows(MockHttpServletRequestBuilder request, String language) throws Exception {
        mvc.perform(request.cookie(new Cookie("amparo-language", language)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("lang=\"" + language + "\""),
                                containsString("</html>"),
                                not(containsString("??")),
                                not(containsString("holding.")))));
    }

    private void confirmed() {
        desk.confirm(
                HoldingModuleTests.lastLetters(desk.make(HoldingModuleTests.WORDS, ATTORNEY)),
                HoldingModuleTests.COLLEAGUE);
    }

    private CaseId held() {
        var file = Taken.taken("Olga Guardada", intake, events, transaction, clock);
        jdbc.sql("UPDATE holding.handover SET due_at = due_at - interval '8 days'")
                .update();
        assertThat(handovers.run()).isPositive();
        return file;
    }

    private Cookie unlocked() throws Exception {
        var cookie = mvc.perform(attorney(post("/key/unlocking").param("passphrase", WORDS)))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getCookie(COOKIE);
        assertThat(cookie).isNotNull();
        return cookie;
    }

    private static MockHttpServletRequestBuilder attorney(MockHttpServletRequestBuilder request) {
        return request.with(TestMembers.page("attorney")).with(csrf());
    }

    private static MockHttpServletRequestBuilder steward(MockHttpServletRequestBuilder request) {
        return request.with(TestMembers.page("steward")).with(csrf());
    }

    private static String last(String part) {
        return part.substring(part.length() - 4);
    }
}
