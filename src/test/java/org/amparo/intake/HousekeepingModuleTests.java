package org.amparo.intake;

import static org.amparo.support.TestMembers.VOLUNTEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.amparo.intake.Changes.CloseCase;
import org.amparo.intake.Changes.OverrideUrgency;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Urgency;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.AssertablePublishedEvents;

/** What time does by itself: what was abandoned goes, and what has come near becomes urgent. */
@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class HousekeepingModuleTests {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Duration LONG_AGO = Duration.ofDays(30).plusHours(1);
    private static final Duration RECENTLY = Duration.ofDays(30).minusHours(1);

    private final Housekeeping housekeeping;
    private final IntakeDesk desk;
    private final JdbcClient database;

    HousekeepingModuleTests(Housekeeping housekeeping, IntakeDesk desk, JdbcClient database) {
        this.housekeeping = housekeeping;
        this.desk = desk;
        this.database = database;
    }

    // What is abandoned

    @Test
    void deletesADraftNobodyHasTouchedForThirtyDays() {
        var abandoned = touched(written("Ana Abandonada"), LONG_AGO);
        var recent = touched(written("Berta Reciente"), RECENTLY);

        assertThat(housekeeping.purge()).isPositive();

        assertThatThrownBy(() -> desk.draft(abandoned, VOLUNTEER)).isInstanceOf(NotFound.class);
        assertThat(desk.draft(recent, VOLUNTEER).text("person.name")).isEqualTo("Berta Reciente");
        assertThat(rowsNaming("intake.draft", "Abandonada")).isZero();
    }

    @Test
    void keepsACaseFileWhenTheDraftItWasMadeOfGoes() {
        var draft = written("Carla Entregada");
        desk.save(
                new SaveSection(
                        draft,
                        DraftSection.PLACE,
                        0,
                        Map.of("custody.custody", List.of("DETAINED"), "custody.facility", List.of("UNKNOWN"))),
                VOLUNTEER);
        desk.save(
                new SaveSection(draft, DraftSection.STORY, 0, Map.of("consent.answer", List.of("NOT_ASKED"))),
                VOLUNTEER);
        var opened = desk.submit(draft, VOLUNTEER);
        assertThat(rowsNaming("intake.draft", "Entregada")).isZero();
        touched(draft, LONG_AGO);

        housekeeping.purge();

        assertThatThrownBy(() -> desk.draft(draft, VOLUNTEER)).isInstanceOf(NotFound.class);
        assertThat(desk.caseFile(opened.id(), VOLUNTEER).person().name()).isEqualTo("Carla Entregada");
    }

    @Test
    void deletesASpreadsheetNobodyConfirmedAndKeepsWhatBecameOfOneThatWas() {
        var abandoned = uploaded("Diana Sin Confirmar");
        var confirmed = uploaded("Elsa Confirmada");
        var recent = uploaded("Flor Reciente");
        desk.confirm(confirmed, VOLUNTEER);
        for (var id : List.of(abandoned, confirmed)) {
            database.sql("UPDATE intake.import SET uploaded_at = ? WHERE id = ?")
                    .params(at(LONG_AGO), id.value())
                    .update();
        }

        housekeeping.purge();

        assertThatThrownBy(() -> desk.spreadsheet(abandoned, VOLUNTEER)).isInstanceOf(NotFound.class);
        assertThat(rowsNaming("intake.import", "Sin Confirmar")).isZero();
        assertThat(desk.spreadsheet(confirmed, VOLUNTEER).confirmedAt()).isNotNull();
        assertThat(rowsNaming("intake.import", "Elsa Confirmada")).isZero();
        assertThat(desk.spreadsheet(recent, VOLUNTEER).good()).isOne();
    }

    @Test
    void findsNothingMoreTheSecondTime() {
        touched(written("Gloria Abandonada"), LONG_AGO);
        housekeeping.purge();
        assertThat(housekeeping.purge()).isZero();
    }

    // What has come near

    @Test
    void raisesTheUrgencyOfACaseWhoseHearingHasComeNear(AssertablePublishedEvents published) {
        var far = opened(Stories.story().answering(Map.of()).hearingOn(today().plusDays(40)));
        var near = opened(Stories.story().answering(Map.of()).hearingOn(today().plusDays(40)));
        var tomorrow = opened(Stories.story().answering(Map.of()).hearingOn(today().plusDays(40)));
        assertThat(List.of(far, near, tomorrow)).extracting(this::urgency).containsOnly(Urgency.U3);
        hearing(near, today().plusDays(9));
        hearing(tomorrow, today().plusDays(1));

        housekeeping.reconsiderUrgency();

        assertThat(urgency(far)).isEqualTo(Urgency.U3);
        assertThat(urgency(near)).isEqualTo(Urgency.U2);
        assertThat(urgency(tomorrow)).isEqualTo(Urgency.U1);
        for (var raised : List.of(near, tomorrow)) {
            assertThat(raises(published, raised)).isOne();
            assertThat(desk.caseFile(raised, VOLUNTEER).history())
                    .extracting(CaseView.HistoryView::what)
                    .contains(HistoryKind.URGENCY_RAISED);
        }
        housekeeping.reconsiderUrgency();
        assertThat(raises(published, near)).isOne();
        assertThat(raises(published, far)).isZero();
    }

    @Test
    void raisesTheUrgencyOfACaseWhoseFearedRemovalHasComeNear(AssertablePublishedEvents published) {
        var id = opened(Stories.story().answering(Map.of()));
        database.sql("UPDATE intake.case_file SET removal_feared = ? WHERE id = ?")
                .params(java.sql.Timestamp.from(Instant.now().plus(Duration.ofHours(20))), id.value())
                .update();

        housekeeping.reconsiderUrgency();

        assertThat(urgency(id)).isLessThan(Urgency.U3);
        assertThat(raises(published, id)).isOne();
    }

    @Test
    void leavesClosedCasesAndWhatAPersonJudgedAlone(AssertablePublishedEvents published) {
        var closed = opened(Stories.story().answering(Map.of()).hearingOn(today().plusDays(40)));
        desk.close(new CloseCase(closed, desk.caseFile(closed, VOLUNTEER).version(), CloseReason.OTHER), VOLUNTEER);
        var judged = opened(Stories.story().answering(Map.of()).hearingOn(today().plusDays(40)));
        desk.overrideUrgency(
                new OverrideUrgency(
                        judged,
                        desk.caseFile(judged, VOLUNTEER).version(),
                        new UrgencyOverride(Urgency.U4, PersonalText.of("Has a lawyer for the hearing"))),
                VOLUNTEER);
        hearing(closed, today().plusDays(1));
        hearing(judged, today().plusDays(1));

        housekeeping.reconsiderUrgency();

        assertThat(urgency(closed)).isEqualTo(Urgency.U3);
        assertThat(urgency(judged)).isEqualTo(Urgency.U4);
        assertThat(raises(published, closed)).isZero();
        assertThat(raises(published, judged)).isZero();
    }

    private DraftId written(String name) {
        var draft = desk.startDraft(TestCatalog.SPANISH, VOLUNTEER);
        desk.save(new SaveSection(draft.id(), DraftSection.PERSON, 0, Map.of("person.name", List.of(name))), VOLUNTEER);
        return draft.id();
    }

    private DraftId touched(DraftId draft, Duration ago) {
        database.sql("UPDATE intake.draft SET touched_at = ? WHERE id = ?")
                .params(at(ago), draft.value())
                .update();
        return draft;
    }

    private ImportId uploaded(String name) {
        var content = "person_name,facility\n" + name + ",ADLNTCA\n";
        return desk.upload(new UploadSpreadsheet("calls.csv", content.getBytes(StandardCharsets.UTF_8)), VOLUNTEER)
                .id();
    }

    private CaseId opened(Stories.Story story) {
        return desk.open(story.tell(), VOLUNTEER).id();
    }

    private void hearing(CaseId id, LocalDate day) {
        database.sql("UPDATE intake.case_file SET next_hearing = ? WHERE id = ?")
                .params(day, id.value())
                .update();
    }

    private Urgency urgency(CaseId id) {
        return desk.caseFile(id, VOLUNTEER).urgency().urgency();
    }

    private static long raises(AssertablePublishedEvents published, CaseId id) {
        return StreamSupport.stream(
                        published
                                .ofType(UrgencyRaised.class)
                                .matching(event -> event.caseFile().equals(id))
                                .spliterator(),
                        false)
                .count();
    }

    private int rowsNaming(String table, String name) {
        return database.sql("SELECT count(*) FROM " + table + " AS stored WHERE stored::text LIKE ?")
                .param("%" + name + "%")
                .query(Integer.class)
                .single();
    }

    private static java.sql.Timestamp at(Duration ago) {
        return java.sql.Timestamp.from(Instant.now().minus(ago));
    }

    private static LocalDate today() {
        return LocalDate.now(PACIFIC);
    }
}
