package org.amparo.ledger;

import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.LEAD;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.api;
import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.List;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.NotFound;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;

/** The register of legal process: only ever added to, by stewards, with no place for a name. */
@ApplicationModuleTest(extraIncludes = "vault")
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class})
class LegalProcessTests {

    private static final HumanReference REFERENCE = new HumanReference("K7MR-4QX");

    private final MockMvc mvc;
    private final LedgerDesk desk;
    private final JdbcClient jdbc;
    private final TestPostgres.Database server;

    LegalProcessTests(MockMvc mvc, LedgerDesk desk, JdbcClient jdbc, TestPostgres.Database server) {
        this.mvc = mvc;
        this.desk = desk;
        this.jdbc = jdbc;
        this.server = server;
    }

    @Test
    void keepsWhatWasReceivedAndEachThingThatWasDone() {
        var received = desk.register(subpoena(List.of(REFERENCE)), STEWARD);
        desk.answer(
                new AnswerProcess(received.id(), ProcessResponse.UNDER_REVIEW, Counsel.ASKED, received.receivedOn()),
                STEWARD);
        var answered = desk.answer(
                new AnswerProcess(
                        received.id(),
                        ProcessResponse.REFUSED,
                        Counsel.HAS_ADVISED,
                        received.receivedOn().plusDays(2)),
                STEWARD);
        assertThat(answered.references()).containsExactly(REFERENCE);
        assertThat(answered.answers())
                .extracting(ProcessView.Answer::response)
                .containsExactly(ProcessResponse.REFUSED, ProcessResponse.UNDER_REVIEW);
        assertThat(answered.registeredByName()).isEqualTo(STEWARD.name());
        assertThat(jdbc.sql("SELECT act || ' ' || ground FROM ledger.entry WHERE subject = ? ORDER BY at, id")
                        .param(received.id().value())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "ProcessReceived SUBPOENA ICE ONE_CASE",
                        "ProcessAnswered UNDER_REVIEW ASKED",
                        "ProcessAnswered REFUSED HAS_ADVISED");
        for (var change : List.of(
                "UPDATE ledger.legal_process SET kind = 'OTHER'",
                "DELETE FROM ledger.legal_process_answer",
                "TRUNCATE ledger.legal_process CASCADE")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> server.asSuperuser().sql(change).update())
                    .hasMessageContaining("only ever added to");
        }
    }

    @Test
    void refusesWhatCanNotBe() {
        assertThatThrownBy(() -> desk.register(subpoena(List.of()), STEWARD)).hasMessage("process-one-reference");
        assertThatThrownBy(() -> desk.register(
                        new RegisterProcess(
                                ProcessKind.OTHER,
                                ProcessIssuer.OTHER,
                                LocalDate.of(2999, 1, 1),
                                null,
                                ProcessScope.OTHER,
                                List.of(),
                                false),
                        STEWARD))
                .hasMessage("date-in-future");
        assertThatThrownBy(() -> desk.register(
                        new RegisterProcess(
                                ProcessKind.OTHER,
                                ProcessIssuer.OTHER,
                                LocalDate.of(2026, 2, 2),
                                LocalDate.of(2026, 2, 1),
                                ProcessScope.OTHER,
                                List.of(),
                                false),
                        STEWARD))
                .hasMessage("process-due-before");
        assertThatThrownBy(() -> desk.answer(
                        new AnswerProcess(
                                ProcessId.create(), ProcessResponse.REFUSED, Counsel.ASKED, LocalDate.of(2026, 2, 1)),
                        STEWARD))
                .isInstanceOf(NotFound.class);
        for (var other : List.of(DISPATCHER, LEAD)) {
            assertThatThrownBy(() -> desk.processes(other)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void takesCodesAndReferencesAndNeverAName() throws Exception {
        mvc.perform(post("/legal-process")
                        .param("kind", "JUDICIAL_WARRANT")
                        .param("issuer", "FEDERAL_COURT")
                        .param("receivedOn", "2026-02-02")
                        .param("scope", "SEVERAL_CASES")
                        .param("references", "K7MR-4QX Mateo Pérez")
                        .with(csrf())
                        .with(page("steward")))
                .andExpect(status().isUnprocessableContent());
        mvc.perform(post("/legal-process")
                        .param("kind", "JUDICIAL_WARRANT")
                        .param("issuer", "FEDERAL_COURT")
                        .param("receivedOn", "2026-02-02")
                        .param("answerDue", "2026-02-16")
                        .param("scope", "SEVERAL_CASES")
                        .param("references", "k7mr4qx, RRRR-RRR")
                        .param("secret", "true")
                        .with(csrf())
                        .with(page("steward")))
                .andExpect(redirectedUrl("/legal-process"));
        for (var language : List.of("en", "es")) {
            mvc.perform(get("/legal-process")
                            .header("Accept-Language", language)
                            .with(page("steward")))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("RRRR-RRR")))
                    .andExpect(content().string(not(containsString("Mateo"))))
                    .andExpect(content().string(not(containsString("JUDICIAL_WARRANT</"))));
        }
        var id = desk.processes(STEWARD).getFirst().id();
        mvc.perform(get("/legal-process/{id}/answers", id).with(page("steward")))
                .andExpect(status().isOk());
        mvc.perform(post("/legal-process/{id}/answers", id)
                        .param("response", "CHALLENGED")
                        .param("on", "2026-02-03")
                        .with(csrf())
                        .with(page("steward")))
                .andExpect(status().isUnprocessableContent());
        mvc.perform(post("/legal-process/{id}/answers", id)
                        .param("response", "CHALLENGED")
                        .param("counsel", "HAS_ADVISED")
                        .param("on", "2026-02-03")
                        .with(csrf())
                        .with(page("steward")))
                .andExpect(redirectedUrl("/legal-process"));
    }

    @Test
    void answersScripts() throws Exception {
        mvc.perform(post("/api/v1/legal-process")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"kind": "ADMINISTRATIVE_WARRANT", "issuer": "ICE", "receivedOn": "2026-02-02", "scope": "ONE_CASE",
                                 "references": ["K7MR-4QX"]}
                                """)
                        .with(api("steward")))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.references[0]").value("K7MR-4QX"));
        mvc.perform(post("/api/v1/legal-process")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"kind\": \"OTHER\"}")
                        .with(api("steward")))
                .andExpect(status().isUnprocessableContent());
        mvc.perform(get("/api/v1/legal-process").with(api("dispatcher"))).andExpect(status().isForbidden());
    }

    private static RegisterProcess subpoena(List<HumanReference> references) {
        return new RegisterProcess(
                ProcessKind.SUBPOENA,
                ProcessIssuer.ICE,
                LocalDate.of(2026, 3, 2),
                LocalDate.of(2026, 3, 16),
                ProcessScope.ONE_CASE,
                references,
                false);
    }
}
