package org.amparo.intake;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.LEAD;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.VOLUNTEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

import jakarta.servlet.http.Cookie;
import java.util.List;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Two files about one person are linked, worked with, and parted again: each is exactly what it was and became. */
@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class MergersModuleTests {

    private final MockMvc mvc;
    private final IntakeDesk desk;
    private final JdbcClient jdbc;

    MergersModuleTests(MockMvc mvc, IntakeDesk desk, JdbcClient jdbc) {
        this.mvc = mvc;
        this.desk = desk;
        this.jdbc = jdbc;
    }

    @Test
    void undoBringsBackBothExactly() {
        var wife = opened("Nicanor Doble");
        var friend = opened("Nicanor Doble Segundo");
        var before = List.of(row(wife), row(friend));

        var merger = desk.merge(friend.id(), wife.id(), VOLUNTEER);
        assertThat(row(wife)).as("nothing of the kept file changes").isEqualTo(before.getFirst());
        desk.undoMerge(wife.id(), merger.id(), DISPATCHER);

        assertThat(List.of(row(wife), row(friend))).isEqualTo(before);
        assertThat(desk.mergers(friend.id(), VOLUNTEER)).singleElement().satisfies(undone -> {
            assertThat(undone.undoneBy()).isEqualTo(DISPATCHER.member());
            assertThat(undone.mergedBy()).isEqualTo(VOLUNTEER.member());
        });
    }

    @Test
    void whatIsChangedMeanwhileStaysWithTheFileItWasWrittenIn() {
        var wife = opened("Obdulia Una");
        var friend = opened("Obdulia Otra");
        var merger = desk.merge(friend.id(), wife.id(), VOLUNTEER);

        desk.addNote(new Changes.AddNote(wife.id(), PersonalText.of("Said by the wife.")), VOLUNTEER);
        desk.addNote(new Changes.AddNote(friend.id(), PersonalText.of("Said by the friend.")), VOLUNTEER);
        var seen = desk.caseFile(wife.id(), VOLUNTEER);
        desk.observeCustody(
                new Changes.ObserveCustody(
                        wife.id(),
                        seen.version(),
                        new Sighting(CustodyStatus.RELEASED, null, null, ObservationSource.FAMILY)),
                VOLUNTEER);
        desk.undoMerge(friend.id(), merger.id(), VOLUNTEER);

        var first = desk.caseFile(wife.id(), VOLUNTEER);
        var second = desk.caseFile(friend.id(), VOLUNTEER);
        assertThat(first.notes())
                .extracting(CaseView.NoteView::text)
                .contains("Said by the wife.")
                .doesNotContain("Said by the friend.");
        assertThat(second.notes())
                .extracting(CaseView.NoteView::text)
                .contains("Said by the friend.")
                .doesNotContain("Said by the wife.");
        assertThat(first.custody()).isEqualTo(CustodyStatus.RELEASED);
        assertThat(second.custody()).isEqualTo(CustodyStatus.DETAINED);
        assertThat(first.person().name()).isEqualTo("Obdulia Una");
        assertThat(second.person().name()).isEqualTo("Obdulia Otra");
        assertThat(second.history())
                .extracting(CaseView.HistoryView::what)
                .contains(HistoryKind.LINKED, HistoryKind.LINK_UNDONE);
    }

    @Test
    void isInOneListAndFoundInBothFilesWhileLinked() {
        var kept = opened("Pascual Repetido");
        var other = opened("Pascual Repetido");
        var merger = desk.merge(other.id(), kept.id(), VOLUNTEER);

        assertThat(listed()).contains(kept.id()).doesNotContain(other.id());
        var found = desk.found("Pascual Repetido", VOLUNTEER).rows();
        assertThat(found).extracting(CaseRow::id).containsExactlyInAnyOrder(kept.id(), other.id());
        assertThat(found)
                .filteredOn(row -> row.id().equals(other.id()))
                .extracting(CaseRow::mergedInto)
                .containsExactly(kept.id());
        desk.undoMerge(kept.id(), merger.id(), VOLUNTEER);
        assertThat(listed()).contains(kept.id(), other.id());
    }

    @Test
    void refusesWhatMakesNoSense() {
        var one = opened("Quintín Uno");
        var two = opened("Quintín Dos");
        var three = opened("Quintín Tres");
        refuses("merge-itself", () -> desk.merge(one.id(), one.id(), VOLUNTEER));
        assertThatThrownBy(() -> desk.merge(one.id(), CaseId.create(), VOLUNTEER))
                .isInstanceOf(NotFound.class);
        var merger = desk.merge(two.id(), one.id(), VOLUNTEER);
        refuses("merged-already", () -> desk.merge(two.id(), three.id(), VOLUNTEER));
        refuses("merged-already", () -> desk.merge(three.id(), two.id(), VOLUNTEER));
        assertThatThrownBy(() -> desk.undoMerge(three.id(), merger.id(), VOLUNTEER))
                .isInstanceOf(NotFound.class);
        desk.undoMerge(one.id(), merger.id(), VOLUNTEER);
        refuses("merge-undone", () -> desk.undoMerge(one.id(), merger.id(), VOLUNTEER));
        var file = desk.caseFile(three.id(), VOLUNTEER);
        desk.close(new Changes.CloseCase(three.id(), file.version(), CloseReason.DUPLICATE), VOLUNTEER);
        refuses("merge-into-closed", () -> desk.merge(one.id(), three.id(), VOLUNTEER));
        for (var nobody : List.of(ATTORNEY, LEAD, STEWARD)) {
            assertThatThrownBy(() -> desk.merge(two.id(), one.id(), nobody)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> desk.mergers(one.id(), nobody)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void isWrittenDown() {
        var kept = opened("Rafaela Escrita");
        var other = opened("Rafaela Escrita");
        desk.undoMerge(kept.id(), desk.merge(other.id(), kept.id(), VOLUNTEER).id(), VOLUNTEER);
        assertThat(jdbc.sql("SELECT act FROM ledger.entry WHERE subject = ? AND kind = 'CHANGE' ORDER BY at, id")
                        .param(other.id().value())
                        .query(String.class)
                        .list())
                .containsExactly("CaseOpened", "CasesMerged", "MergeUndone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void linksAndPartsOnAPage(String language) throws Exception {
        var kept = opened("Salomé Página " + language);
        var other = opened("Salomé Página " + language);
        shows(
                "/cases/" + kept.id() + "/same-person",
                language,
                other.reference().value());
        mvc.perform(volunteer(post("/cases/{id}/mergers", kept.id())
                        .param("other", other.reference().value())
                        .param("kept", "THIS")))
                .andExpect(redirectedUrl("/cases/" + kept.id() + "/same-person"));
        shows(
                "/cases/" + kept.id() + "/same-person",
                language,
                other.reference().value());
        shows(
                "/cases/" + other.id() + "/same-person",
                language,
                kept.reference().value());
        shows("/cases/" + other.id(), language, kept.reference().value());
        shows("/cases/" + kept.id(), language, other.reference().value());
        var merger = desk.mergers(kept.id(), VOLUNTEER).getFirst().id();
        mvc.perform(volunteer(post("/cases/{id}/mergers/{merger}/undoing", other.id(), merger)))
                .andExpect(redirectedUrl("/cases/" + other.id() + "/same-person"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K7MR-4QX", "nothing", "<script>"})
    void saysThatNoCaseHasSuchAReference(String typed) throws Exception {
        var one = opened("Tadeo Solo");
        mvc.perform(volunteer(post("/cases/{id}/mergers", one.id())
                        .param("other", typed)
                        .param("kept", "OTHER")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content()
                        .string(allOf(containsString("govuk-error-summary"), not(containsString("<script>")))));
    }

    @Test
    void answersTheApi() throws Exception {
        var kept = opened("Úrsula Api");
        var other = opened("Úrsula Api");
        mvc.perform(post("/api/v1/cases/{id}/mergers", kept.id())
                        .with(TestMembers.api("volunteer"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"other\": \"" + other.id() + "\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.kept").value(kept.id().toString()));
        mvc.perform(post("/api/v1/cases/{id}/mergers", kept.id())
                        .with(TestMembers.api("volunteer"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().isUnprocessableContent());
        var merger = desk.mergers(kept.id(), VOLUNTEER).getFirst().id();
        mvc.perform(post("/api/v1/cases/{id}/mergers/{merger}/undoing", kept.id(), merger)
                        .with(TestMembers.api("dispatcher")))
                .andExpect(jsonPath("$.undoneAt").isNotEmpty());
        mvc.perform(get("/api/v1/cases/{id}/mergers", other.id()).with(TestMembers.api("volunteer")))
                .andExpect(jsonPath("$.length()").value(1));
    }

    private OpenedCase opened(String name) {
        return desk.open(Stories.story().of(name, null, null).tell(), VOLUNTEER);
    }

    /** Everything the database holds of a file. */
    private String row(OpenedCase file) {
        return jdbc.sql("SELECT case_file::text FROM intake.case_file WHERE id = ?")
                .param(file.id().value())
                .query(String.class)
                .single();
    }

    private List<CaseId> listed() {
        return desk.cases(CaseQuery.of(CaseQuery.Listing.NEWEST), VOLUNTEER).rows().stream()
                .map(CaseRow::id)
                .toList();
    }

    private void shows(String page, String language, String text) throws Exception {
        mvc.perform(volunteer(get(page)).cookie(new Cookie("amparo-language", language)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("lang=\"" + language + "\""),
                                containsString(text),
                                containsString("</html>"),
                                not(containsString("??")),
                                not(containsString("intake.")))));
    }

    private static void refuses(String code, Runnable deed) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(deed::run)
                .matches(rejected -> rejected.code().equals(code), code);
    }

    private static MockHttpServletRequestBuilder volunteer(MockHttpServletRequestBuilder request) {
        return request.with(TestMembers.page("volunteer")).with(csrf());
    }
}
