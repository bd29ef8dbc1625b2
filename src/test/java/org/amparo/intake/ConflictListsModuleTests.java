package org.amparo.intake;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.LEAD;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.VOLUNTEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amparo.kernel.Actor;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** A check of conflicts is answered before a name is shown, and a conflict list asks nobody who is in Amparo. */
@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class ConflictListsModuleTests {

    private final MockMvc mvc;
    private final IntakeDesk desk;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    ConflictListsModuleTests(
            MockMvc mvc,
            IntakeDesk desk,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Clock clock) {
        this.mvc = mvc;
        this.desk = desk;
        this.events = events;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void noLists() {
        jdbc.sql("DELETE FROM intake.conflict_entry").update();
        jdbc.sql("DELETE FROM intake.conflict_list").update();
        jdbc.sql("DELETE FROM intake.conflict_answer").update();
    }

    /** The case is that of Mateo Pérez Ramírez, called in by Rosa Ramírez; his employer is Bruno Jefe. */
    @ParameterizedTest
    @CsvSource({
        "Mateo Pérez Ramírez, POSSIBLE_MATCH",
        "PEREZ RAMIREZ MATEO, POSSIBLE_MATCH",
        "Matheo Peres, POSSIBLE_MATCH",
        "Mateo Ramírez Gómez, POSSIBLE_MATCH",
        "Rosa Ramirez, POSSIBLE_MATCH",
        "Bruno Jefe, POSSIBLE_MATCH",
        "Jefe, POSSIBLE_MATCH",
        "Mateo, NO_MATCH",
        "Ramírez, NO_MATCH",
        "Mateo Quispe, NO_MATCH",
        "Rosa Jefe, NO_MATCH",
        "Walter Nadie, NO_MATCH"
    })
    void saysWhetherSomebodyIsLikeSomebodyOnTheList(String listed, ConflictAnswer answer) {
        var id = offered();
        list("Zacarías Ajeno Lejano", ATTORNEY);
        list(listed, ATTORNEY);
        var check = desk.checkConflicts(id, ATTORNEY);
        assertThat(check.answer()).isEqualTo(answer);
        assertThat(check.listed()).isEqualTo(2);
        assertThat(desk.conflictPacket(id, ATTORNEY).alike())
                .extracting(ConflictEntryView::name)
                .isEqualTo(answer == ConflictAnswer.NO_MATCH ? List.of() : List.of(listed));
    }

    @Test
    void answersWithoutAListThatThereIsNone() {
        var id = offered();
        assertThat(desk.checkConflicts(id, ATTORNEY).answer()).isEqualTo(ConflictAnswer.NO_LIST);
        assertThat(desk.conflictPacket(id, ATTORNEY).alike()).isEmpty();
        assertThat(looks(id, "ConflictsCompared")).isZero();
    }

    // No oracle

    @Test
    void isComparedWithNothingThatWasNotOfferedToTheReader() {
        var offered = offered();
        var other = desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id();
        list("Mateo Pérez Ramírez", ATTORNEY);
        list("Mateo Pérez Ramírez", OTHER_ATTORNEY);
        assertThatThrownBy(() -> desk.checkConflicts(other, ATTORNEY)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> desk.checkConflicts(offered, OTHER_ATTORNEY)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> desk.checkConflicts(CaseId.create(), ATTORNEY)).isInstanceOf(NotFound.class);
        for (SignedIn nobody : List.of(VOLUNTEER, LEAD, STEWARD)) {
            assertThatThrownBy(() -> desk.checkConflicts(offered, nobody)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> desk.conflicts(null, nobody)).isInstanceOf(NotFound.class);
        }
        desk.withdrawConsent(new Changes.WithdrawConsent(offered), VOLUNTEER);
        assertThatThrownBy(() -> desk.checkConflicts(offered, ATTORNEY)).isInstanceOf(NotFound.class);
    }

    @Test
    void isComparedAnewThreeTimesAndThenOnlyTheNamesTell() {
        var id = offered();
        for (var guess : List.of("Ana Primera Nadie", "Berta Segunda Nadie", "Carla Tercera Nadie")) {
            list(guess, ATTORNEY);
            assertThat(desk.checkConflicts(id, ATTORNEY).answer()).isEqualTo(ConflictAnswer.NO_MATCH);
            assertThat(desk.checkConflicts(id, ATTORNEY).answer())
                    .as("asked again, answered again")
                    .isEqualTo(ConflictAnswer.NO_MATCH);
        }
        list("Mateo Pérez Ramírez", ATTORNEY);
        assertThat(desk.checkConflicts(id, ATTORNEY).answer()).isEqualTo(ConflictAnswer.ASKED_TOO_OFTEN);
        desk.clearConflicts(ATTORNEY);
        list("Mateo Pérez Ramírez", ATTORNEY);
        assertThat(desk.checkConflicts(id, ATTORNEY).answer())
                .as("with a new list")
                .isEqualTo(ConflictAnswer.ASKED_TOO_OFTEN);
        assertThat(desk.conflictPacket(id, ATTORNEY).alike()).hasSize(1);
        assertThat(looks(id, "ConflictsCompared")).isEqualTo(8);
        assertThat(desk.openings(id, VOLUNTEER))
                .extracting(line -> line.ground())
                .contains("CONFLICT_ANSWER OFFERED NO_MATCH", "CONFLICT_ANSWER OFFERED ASKED_TOO_OFTEN");
    }

    @Test
    void isComparedAnewWhenTheCaseHasChanged() {
        var id = offered();
        list("Quirino Nuevo", ATTORNEY);
        assertThat(desk.checkConflicts(id, ATTORNEY).answer()).isEqualTo(ConflictAnswer.NO_MATCH);
        var file = desk.caseFile(id, VOLUNTEER);
        desk.correctPerson(
                new Changes.CorrectPerson(
                        id,
                        file.version(),
                        Stories.person("Mateo Pérez Ramírez", null, null),
                        List.of(new Party(PersonalText.of("Quirino Nuevo"), PartyRole.EMPLOYER))),
                VOLUNTEER);
        assertThat(desk.checkConflicts(id, ATTORNEY).answer()).isEqualTo(ConflictAnswer.POSSIBLE_MATCH);
    }

    @Test
    void tellsNobodyWithTheDatabaseThatTwoRowsAreAboutOnePerson() {
        var id = offered();
        list("Mateo Pérez Ramírez", ATTORNEY);
        list("Mateo Pérez Ramírez", OTHER_ATTORNEY);
        var shared = jdbc.sql("""
                        SELECT count(*) FROM intake.conflict_entry one, intake.conflict_entry other
                        WHERE one.id <> other.id AND (one.found && other.found OR one.trace = other.trace)
                        """).query(Integer.class).single();
        assertThat(shared).isZero();
        assertThat(jdbc.sql("""
                                SELECT count(*) FROM intake.conflict_entry entry, intake.case_file file
                                WHERE file.id = ? AND entry.found && file.found
                                """).param(id.value()).query(Integer.class).single())
                .isZero();
        assertThat(jdbc.sql("SELECT string_agg(entry::text, '|') FROM intake.conflict_entry entry")
                        .query(String.class)
                        .single())
                .doesNotContain("Mateo", HexOf.text("Mateo"));
    }

    @Test
    void belongsToItsOrganizationAlone() {
        var mine = list("Dolores Propia", ATTORNEY);
        assertThat(desk.conflicts(null, OTHER_ATTORNEY).names()).isZero();
        assertThatThrownBy(() -> desk.removeConflict(mine, OTHER_ATTORNEY)).isInstanceOf(NotFound.class);
        assertThat(desk.findConflicts("Dolores Propia", OTHER_ATTORNEY)).isEmpty();
        assertThat(desk.findConflicts("dolores", ATTORNEY)).hasSize(1);
        desk.removeConflict(mine, ATTORNEY);
        assertThat(desk.conflicts(null, ATTORNEY).names()).isZero();
    }

    @Test
    void destroysTheKeyOfAListThatIsDeleted() {
        list("Eulalia Borrada", ATTORNEY);
        var owner = jdbc.sql("SELECT owner FROM intake.conflict_list")
                .query(java.util.UUID.class)
                .single();
        desk.clearConflicts(ATTORNEY);
        assertThat(jdbc.sql("SELECT count(*) FROM vault.data_key WHERE owner = ?")
                        .param(owner)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> desk.clearConflicts(ATTORNEY)).isInstanceOf(NotFound.class);
    }

    // Files of names

    @Test
    void readsAFileAndListsNothingBeforeItIsConfirmed() {
        var file = """
                \uFEFFnombre;tipo;referencia
                Mateo Pérez Ramírez;cliente;2025-1
                Faustino Otro;contraparte;
                Faustino Otro;contraparte;
                ;cliente;
                Gloria Mal;amiga;
                ***;cliente;
                """;
        var uploaded = desk.uploadConflicts(file.getBytes(StandardCharsets.UTF_8), ATTORNEY);
        assertThat(uploaded.good()).isEqualTo(2);
        assertThat(uploaded.known()).isEqualTo(1);
        assertThat(uploaded.problems())
                .extracting(ConflictUploadView.RowProblem::row, ConflictUploadView.RowProblem::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(5, "required"),
                        org.assertj.core.groups.Tuple.tuple(6, "conflict-kind"),
                        org.assertj.core.groups.Tuple.tuple(7, "name-without-letters"));
        assertThat(uploaded.first().getFirst().kind()).isEqualTo(ConflictKind.CLIENT);

        var id = offered();
        assertThat(desk.checkConflicts(id, ATTORNEY).answer()).isEqualTo(ConflictAnswer.NO_LIST);
        assertThatThrownBy(() -> desk.conflictUpload(uploaded.id(), OTHER_ATTORNEY))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> desk.confirmConflicts(uploaded.id(), OTHER_ATTORNEY))
                .isInstanceOf(NotFound.class);
        assertThat(desk.confirmConflicts(uploaded.id(), ATTORNEY)).isEqualTo(2);
        assertThat(desk.checkConflicts(id, ATTORNEY).answer()).isEqualTo(ConflictAnswer.POSSIBLE_MATCH);

        var again = desk.uploadConflicts(file.getBytes(StandardCharsets.UTF_8), ATTORNEY);
        assertThat(again.good()).isZero();
        assertThat(again.known()).isEqualTo(3);
    }

    @Test
    void readsAPlainListOfNames() {
        var uploaded = desk.uploadConflicts("Hilario Uno\nInés Dos\n\n".getBytes(StandardCharsets.UTF_8), ATTORNEY);
        assertThat(uploaded.first()).extracting(ConflictEntryView::name).containsExactly("Hilario Uno", "Inés Dos");
        assertThat(uploaded.first()).extracting(ConflictEntryView::kind).containsOnly(ConflictKind.RELATED);
        desk.discardConflicts(uploaded.id(), ATTORNEY);
        assertThatThrownBy(() -> desk.conflictUpload(uploaded.id(), ATTORNEY)).isInstanceOf(NotFound.class);
    }

    @Test
    void listsThousandsInAReasonableTime() {
        var names = IntStream.range(0, 3_000)
                .mapToObj(number -> "Persona" + letters(number) + " Apellido" + letters(number * 7))
                .collect(Collectors.joining("\n"));
        var uploaded = desk.uploadConflicts(names.getBytes(StandardCharsets.UTF_8), ATTORNEY);
        desk.confirmConflicts(uploaded.id(), ATTORNEY);
        assertThat(desk.conflicts(null, ATTORNEY).names()).isEqualTo(3_000);
        var page = desk.conflicts(null, ATTORNEY);
        var next = desk.conflicts(ConflictId.of(Objects.requireNonNull(page.next())), ATTORNEY);
        assertThat(next.entries()).hasSize(50).doesNotContainAnyElementsOf(page.entries());
        assertThat(desk.checkConflicts(offered(), ATTORNEY).answer()).isEqualTo(ConflictAnswer.NO_MATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u0000binary"})
    void refusesWhatIsNoFileOfNames(String content) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> desk.uploadConflicts(content.getBytes(StandardCharsets.UTF_8), ATTORNEY));
    }

    // Pages and API

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void showsEveryPage(String language) throws Exception {
        var id = offered();
        shows("/conflicts", language);
        list("Zacarías Ajeno", ATTORNEY);
        var upload = desk.uploadConflicts("Julia Tres".getBytes(StandardCharsets.UTF_8), ATTORNEY)
                .id();
        for (var page : List.of("/conflicts", "/conflicts/uploads/" + upload, "/cases/" + id + "/conflict-check")) {
            shows(page, language);
        }
        list("Mateo Pérez", ATTORNEY);
        shows("/cases/" + id + "/conflict-check", language);
        shows("/cases/" + id + "/conflict-packet", language);
    }

    @Test
    void showsTheAnswerAndNoNameBeforeSomebodyAsksForIt() throws Exception {
        var id = offered();
        list("Mateo Pérez", ATTORNEY);
        mvc.perform(attorney(get("/cases/{id}/conflict-check", id)).header("HX-Request", "true"))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Possible match"),
                                containsString("/cases/" + id + "/conflict-packet"),
                                not(containsString("hx-trigger=\"load\"")),
                                not(containsString("Mateo")),
                                not(containsString("<html")))));
        assertThat(looks(id, "CaseRead")).isZero();
        mvc.perform(attorney(get("/cases/{id}/conflict-packet", id)))
                .andExpect(content()
                        .string(allOf(containsString("Like somebody on your list"), containsString("Mateo Pérez"))));
    }

    @Test
    void showsTheNamesAtOnceToWhoKeepsNoList() throws Exception {
        var id = offered();
        mvc.perform(attorney(get("/cases/{id}/conflict-check", id)).header("HX-Request", "true"))
                .andExpect(content()
                        .string(allOf(containsString("Mateo Pérez Ramírez"), containsString("href=\"/conflicts\""))));
        mvc.perform(attorney(get("/cases/{id}/conflict-check", id)))
                .andExpect(redirectedUrl("/cases/" + id + "/conflict-packet"));
    }

    @Test
    void keepsAListByHandAndByFile() throws Exception {
        mvc.perform(attorney(post("/conflicts").param("name", "Kilian Cuatro").param("kind", "ADVERSE")))
                .andExpect(redirectedUrl("/conflicts"));
        mvc.perform(attorney(post("/conflicts").param("name", " ").param("kind", "FRIEND")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("govuk-error-summary")));
        mvc.perform(attorney(post("/conflicts/search").param("q", "kilian")))
                .andExpect(content().string(containsString("Kilian Cuatro")));
        var location = mvc.perform(attorney(multipart("/conflicts/uploads")
                        .file(new MockMultipartFile(
                                "file", "n.csv", "text/csv", "Lidia Cinco\n".getBytes(StandardCharsets.UTF_8)))))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(new ConflictUploadView.RowProblem(2, "required"))
                .as("told once more after a redirect, out of the session's table")
                .isInstanceOf(java.io.Serializable.class);
        mvc.perform(attorney(post(location + "/confirmation"))).andExpect(redirectedUrl("/conflicts"));
        mvc.perform(attorney(multipart("/conflicts/uploads")
                        .file(new MockMultipartFile(
                                "file", "n.csv", "text/csv", "Lidia Cinco\n".getBytes(StandardCharsets.UTF_8)))))
                .andExpect(status().isUnprocessableContent());
        assertThat(desk.conflicts(null, ATTORNEY).names()).isEqualTo(2);
        var one = desk.conflicts(null, ATTORNEY).entries().getFirst().id();
        mvc.perform(attorney(post("/conflicts/{id}/removal", one))).andExpect(redirectedUrl("/conflicts"));
        mvc.perform(attorney(post("/conflicts/clearing"))).andExpect(redirectedUrl("/conflicts"));
        assertThat(desk.conflicts(null, ATTORNEY).names()).isZero();
    }

    @Test
    void answersTheApi() throws Exception {
        var id = offered();
        mvc.perform(post("/api/v1/conflicts")
                        .with(TestMembers.api("attorney"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\": \"Bruno Jefe\", \"kind\": \"ADVERSE\", \"reference\": \"2025-118\"}"))
                .andExpect(status().isCreated());
        mvc.perform(get("/api/v1/cases/{id}/conflict-check", id).with(TestMembers.api("attorney")))
                .andExpect(jsonPath("$.answer").value("POSSIBLE_MATCH"))
                .andExpect(jsonPath("$.listed").value(1));
        mvc.perform(get("/api/v1/cases/{id}/conflict-check", id).with(TestMembers.api("other-attorney")))
                .andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/conflicts").with(TestMembers.api("attorney")))
                .andExpect(jsonPath("$.entries[0].name").value("Bruno Jefe"));
        mvc.perform(delete("/api/v1/conflicts").with(TestMembers.api("attorney")))
                .andExpect(status().isNoContent());
        mvc.perform(get("/api/v1/cases/{id}/conflict-check", id).with(TestMembers.api("attorney")))
                .andExpect(jsonPath("$.answer").value("NO_LIST"));
    }

    private void shows(String page, String language) throws Exception {
        mvc.perform(attorney(get(page)).cookie(new Cookie("amparo-language", language)))
                .andExpect(content()
                        .string(allOf(
                                containsString("lang=\"" + language + "\""),
                                containsString("</html>"),
                                not(containsString("??")),
                                not(containsString("intake.")))))
                .andExpect(status().isOk());
    }

    private static MockHttpServletRequestBuilder attorney(MockHttpServletRequestBuilder request) {
        return request.with(TestMembers.page("attorney")).with(csrf());
    }

    private static org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder attorney(
            org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder request) {
        request.with(TestMembers.page("attorney"));
        request.with(csrf());
        return request;
    }

    private CaseId offered() {
        var id = desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id();
        transaction.executeWithoutResult(status ->
                events.publishEvent(new Offered(id, TestMembers.PROVIDER, 1, Actor.system(), clock.instant())));
        return id;
    }

    private ConflictId list(String name, SignedIn by) {
        return desk.addConflict(new AddConflict(PersonalText.of(name), ConflictKind.ADVERSE, null), by);
    }

    private int looks(CaseId id, String act) {
        return jdbc.sql("SELECT count(*) FROM ledger.entry WHERE subject = ? AND act = ?")
                .params(id.value(), act)
                .query(Integer.class)
                .single();
    }

    private static String letters(int number) {
        return Integer.toString(number, 26)
                .chars()
                .mapToObj(digit -> String.valueOf((char) ('a' + Character.digit(digit, 26))))
                .collect(Collectors.joining());
    }

    private static final class HexOf {

        static String text(String text) {
            return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Offered(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements CaseOffered {}
}
