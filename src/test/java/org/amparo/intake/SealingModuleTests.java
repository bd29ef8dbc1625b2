package org.amparo.intake;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.VOLUNTEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CountryCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.amparo.support.TestPostgres;
import org.amparo.vault.Tampered;
import org.amparo.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.transaction.support.TransactionTemplate;

/** What is told of people lies sealed, opens for those who may see it, and nobody sees it without its being written down. */
@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
@ExtendWith(OutputCaptureExtension.class)
class SealingModuleTests {

    private final IntakeDesk desk;
    private final Vault vault;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final TestPostgres.Database server;

    SealingModuleTests(
            IntakeDesk desk,
            Vault vault,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            TestPostgres.Database server) {
        this.desk = desk;
        this.vault = vault;
        this.events = events;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.server = server;
    }

    // Nothing of it lies open

    @Test
    void leavesNothingOfWhatWasToldInADumpOrALog(CapturedOutput log) throws Exception {
        var canaries = new ArrayList<String>();
        var opened = desk.open(
                new OpenCase(
                        null,
                        new CallerDetails(
                                canary(canaries),
                                Relation.SPOUSE,
                                Authority.FAMILY,
                                PhoneNumber.of(digits(canaries, "+12135557391")),
                                TestCatalog.SPANISH,
                                new SafeContact(Answer.YES, Answer.NO, Answer.YES, canary(canaries))),
                        new PersonDetails(
                                canary(canaries),
                                List.of(canary(canaries), canary(canaries)),
                                List.of(canary(canaries)),
                                PartialDate.of(digits(canaries, "1987-09-13")),
                                CountryCode.of("GT"),
                                CountryCode.of("GT"),
                                TestCatalog.MAM,
                                canary(canaries),
                                SpanishFluency.SOME,
                                canary(canaries),
                                canary(canaries),
                                ANumber.of(digits(canaries, "000739158")),
                                PhoneNumber.of(digits(canaries, "+12135558264"))),
                        new Sighting(CustodyStatus.DETAINED, TestCatalog.ADELANTO, null, ObservationSource.FAMILY),
                        ArrestDetails.unknown(),
                        null,
                        Map.of(),
                        null,
                        Set.of(org.amparo.kernel.Service.BOND),
                        new UrgencyOverride(Urgency.U1, canary(canaries)),
                        new FundDetails(TestCatalog.LOS_ANGELES, 4, number(canaries, 27_841), Answer.NO),
                        List.of(new Party(canary(canaries), PartyRole.EMPLOYER)),
                        canary(canaries),
                        Stories.wifeOfAManAtAdelanto().consent()),
                VOLUNTEER);
        desk.addNote(new Changes.AddNote(opened.id(), canary(canaries)), VOLUNTEER);
        desk.logLocatorAttempt(
                new Changes.LogLocatorAttempt(
                        opened.id(), canary(canaries), CountryCode.of("GT"), LocatorResult.values()[0]),
                VOLUNTEER);
        desk.log(
                new LogCall(
                        CallKind.values()[CallKind.values().length - 1],
                        null,
                        null,
                        opened.id(),
                        new LogCall.CallBack(
                                Instant.parse("2030-01-01T00:00:00Z"),
                                PhoneNumber.of(digits(canaries, "+12135556157")),
                                canary(canaries))),
                VOLUNTEER);
        var draft = desk.startDraft(LanguageCode.of("es"), VOLUNTEER).id();
        desk.save(
                new SaveSection(
                        draft,
                        DraftSection.PERSON,
                        0,
                        Map.of("person.name", List.of(canary(canaries).reveal()))),
                VOLUNTEER);
        desk.upload(
                new UploadSpreadsheet(
                        canary(canaries).reveal() + ".csv",
                        ("person_name\n" + canary(canaries).reveal() + "\n").getBytes(StandardCharsets.UTF_8)),
                VOLUNTEER);
        desk.found(canaries.get(3), VOLUNTEER);
        desk.duplicates(new Traits(canaries.get(3), null, List.of(), null), VOLUNTEER);

        var dump = dump();
        assertThat(dump).contains("case_file", opened.reference().value());
        for (var canary : canaries) {
            assertThat(dump).doesNotContain(canary);
            assertThat(dump)
                    .doesNotContain(HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8)))
                    .doesNotContain(Base64.getEncoder().encodeToString(canary.getBytes(StandardCharsets.UTF_8)));
            assertThat(log.getAll()).doesNotContain(canary);
        }
        var file = desk.caseFile(opened.id(), VOLUNTEER);
        assertThat(file.person().name()).isEqualTo(canaries.get(3));
        assertThat(file.notes()).hasSize(2);
    }

    @Test
    void refusesAFileThatSomebodyPutTogetherFromTwo() {
        var one = opened("Ana Ordóñez");
        var other = opened("Zoila Flores");
        jdbc.sql("""
                        UPDATE intake.case_file SET (told, told_version) =
                            (SELECT told, told_version FROM intake.case_file WHERE id = ?)
                        WHERE id = ?
                        """).params(other.id().value(), one.id().value()).update();
        assertThatThrownBy(() -> desk.caseFile(one.id(), VOLUNTEER)).isInstanceOf(Tampered.class);
    }

    @Test
    void refusesWhatWasToldBeforeInThePlaceOfWhatIsToldNow() {
        var file = opened("Ana Ordóñez");
        var before = jdbc.sql("SELECT told FROM intake.case_file WHERE id = ?")
                .param(file.id().value())
                .query(byte[].class)
                .single();
        desk.addNote(new Changes.AddNote(file.id(), PersonalText.of("Taken back?")), VOLUNTEER);
        jdbc.sql("UPDATE intake.case_file SET told = ? WHERE id = ?")
                .params(before, file.id().value())
                .update();
        assertThatThrownBy(() -> desk.caseFile(file.id(), VOLUNTEER)).isInstanceOf(Tampered.class);
    }

    @Test
    void aShreddedFileIsNothingForAnybodyAndDisturbsNoList() {
        var gone = opened("Wilma Vergangen");
        var stays = opened("Wilma Bleibt");
        vault.shred(List.of(gone.id().value()));
        assertThatThrownBy(() -> desk.caseFile(gone.id(), VOLUNTEER)).isInstanceOf(NotFound.class);
        var rows = desk.cases(CaseQuery.of(CaseQuery.Listing.NEWEST), VOLUNTEER).rows();
        assertThat(rows)
                .filteredOn(row -> row.id().equals(stays.id()))
                .extracting(CaseRow::name)
                .containsExactly("Wilma Bleibt");
        assertThat(rows)
                .filteredOn(row -> row.id().equals(gone.id()))
                .extracting(CaseRow::name)
                .containsOnlyNulls();
    }

    @Test
    void destroysTheKeyOfADraftThatBecameACaseFile() {
        var draft = desk.startDraft(LanguageCode.of("es"), VOLUNTEER).id();
        desk.save(
                new SaveSection(draft, DraftSection.PERSON, 0, Map.of("person.name", List.of("Delia Borrador"))),
                VOLUNTEER);
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
        assertThat(keys(draft.value())).isOne();
        var opened = desk.submit(draft, VOLUNTEER);
        assertThat(keys(draft.value())).isZero();
        assertThat(keys(opened.id().value())).isOne();
        assertThat(desk.caseFile(opened.id(), VOLUNTEER).person().name()).isEqualTo("Delia Borrador");

        var thrownAway = desk.startDraft(LanguageCode.of("es"), VOLUNTEER).id();
        desk.discard(thrownAway, VOLUNTEER);
        assertThat(keys(thrownAway.value())).isZero();
    }

    // Nobody sees it unseen

    @Test
    void writesDownWhoWasShownWhat() {
        var file = opened("Berta Leída");
        desk.caseFile(file.id(), VOLUNTEER);
        desk.found("Berta Leida", VOLUNTEER);
        offer(file.id());
        desk.conflictPacket(file.id(), ATTORNEY);
        assertThatThrownBy(() -> desk.openings(file.id(), ATTORNEY)).isInstanceOf(NotFound.class);
        disclose(file.id());
        desk.fullFile(file.id(), ATTORNEY);

        var openings = desk.openings(file.id(), ATTORNEY);
        assertThat(openings)
                .extracting(line -> line.ground())
                .containsExactly(
                        "FULL_FILE CONFLICTS_CLEARED NAMES ORIGIN PARTICULARS CALLER CONTACT PARTIES INCOME STORY",
                        "CONFLICT_PACKET OFFERED NAMES ORIGIN CALLER PARTIES",
                        "SEARCH_HIT HOTLINE NAMES",
                        "HOTLINE_FILE HOTLINE NAMES ORIGIN PARTICULARS CALLER CONTACT PARTIES INCOME STORY");
        assertThat(openings.getFirst().memberName()).isEqualTo(ATTORNEY.name());
        assertThat(openings.getLast().reference()).isEqualTo(file.reference().value());
        assertThat(desk.openings(file.id(), VOLUNTEER)).hasSize(4);
        assertThatThrownBy(() -> desk.openings(file.id(), STEWARD)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> desk.openings(CaseId.create(), VOLUNTEER)).isInstanceOf(NotFound.class);
    }

    /** A look is a transaction that writes: it must not write the file itself, whose version others are about to name. */
    @Test
    void lookingChangesNothingOfAFile() {
        var file = opened("Elena Quieta");
        var draft = desk.startDraft(LanguageCode.of("es"), VOLUNTEER).id();
        var versions = versions(file.id(), draft);
        for (var look = 0; look < 3; look++) {
            desk.caseFile(file.id(), VOLUNTEER);
            desk.conflictPacket(file.id(), VOLUNTEER);
            desk.draft(draft, VOLUNTEER);
            desk.assess(draft, VOLUNTEER);
            desk.handover(VOLUNTEER);
        }
        assertThat(versions(file.id(), draft)).isEqualTo(versions);
    }

    @Test
    void showsNothingThatCanNotBeWrittenDown() {
        var file = opened("Carla Callada");
        jdbc.sql("ALTER TABLE ledger.entry RENAME TO out_of_reach").update();
        try {
            assertThatThrownBy(() -> desk.caseFile(file.id(), VOLUNTEER)).isNotInstanceOf(NotFound.class);
            assertThatThrownBy(() -> desk.found("Carla", VOLUNTEER)).isNotNull();
            assertThatThrownBy(() -> opened("Nadie Nunca")).isNotNull();
        } finally {
            jdbc.sql("ALTER TABLE ledger.out_of_reach RENAME TO entry").update();
        }
        assertThat(desk.found("Nadie Nunca", VOLUNTEER).rows()).isEmpty();
    }

    @Test
    void writesDownASearchThatFoundNothing() {
        var before = searches();
        desk.found("Nobody Atall", VOLUNTEER);
        desk.duplicates(new Traits("Nobody Atall", null, List.of(), null), VOLUNTEER);
        assertThat(searches()).isEqualTo(before + 2);
    }

    @Test
    void writesDownWhatNoOtherEventTells() {
        var file = opened("Dora Notada");
        desk.addNote(new Changes.AddNote(file.id(), PersonalText.of("Called again.")), VOLUNTEER);
        assertThat(jdbc.sql("SELECT act FROM ledger.entry WHERE subject = ? AND kind = 'CHANGE' ORDER BY at")
                        .param(file.id().value())
                        .query(String.class)
                        .list())
                .containsExactly("CaseOpened", "CaseAmended");
    }

    private static PersonalText canary(List<String> canaries) {
        canaries.add("Kanarek" + (char) ('a' + canaries.size())
                + UUID.randomUUID().toString().substring(0, 8));
        return PersonalText.of(canaries.getLast());
    }

    private static String digits(List<String> canaries, String digits) {
        canaries.add(digits);
        return digits;
    }

    private static int number(List<String> canaries, int number) {
        canaries.add("yearlyIncome\":" + number);
        return number;
    }

    /** What a dump of the database holds: every row of every table, as text. */
    private String dump() throws SQLException {
        var dump = new ByteArrayOutputStream();
        var tables = server.asSuperuser().sql("""
                        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                        """).query(String.class).list();
        try (var connection =
                DriverManager.getConnection(server.url(), server.superuser(), server.superuserPassword())) {
            var copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (var table : tables) {
                dump.writeBytes((table + "\n").getBytes(StandardCharsets.UTF_8));
                copies.copyOut("COPY " + table + " TO STDOUT", dump);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return dump.toString(StandardCharsets.UTF_8);
    }

    private void offer(CaseId id) {
        transaction.executeWithoutResult(status -> events.publishEvent(
                new Offered(id, TestMembers.PROVIDER, 1, null, Actor.system(), Instant.parse("2026-03-01T00:00:00Z"))));
    }

    private void disclose(CaseId id) {
        jdbc.sql("UPDATE intake.disclosure SET file_at = now() WHERE case_id = ?")
                .param(id.value())
                .update();
    }

    private record Offered(
            CaseId caseFile,
            OrganizationId provider,
            int round,
            @Nullable Object unused,
            Actor actor,
            Instant at) implements CaseOffered {}

    private int keys(UUID owner) {
        return jdbc.sql("SELECT count(*) FROM vault.data_key WHERE owner = ?")
                .param(owner)
                .query(Integer.class)
                .single();
    }

    private List<Long> versions(CaseId file, DraftId draft) {
        return jdbc.sql("""
                        SELECT version FROM intake.case_file WHERE id = ?
                        UNION ALL SELECT version FROM intake.draft WHERE id = ?
                        """)
                .params(file.value(), draft.value())
                .query(Long.class)
                .list();
    }

    private int searches() {
        return jdbc.sql("SELECT count(*) FROM ledger.entry WHERE act = 'CasesSearched'")
                .query(Integer.class)
                .single();
    }

    private OpenedCase opened(String name) {
        return desk.open(Stories.story().of(name, null, null).tell(), VOLUNTEER);
    }
}
