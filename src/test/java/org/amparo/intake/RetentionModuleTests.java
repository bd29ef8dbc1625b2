package org.amparo.intake;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.VOLUNTEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amparo.intake.Changes.AddNote;
import org.amparo.intake.Changes.CloseCase;
import org.amparo.intake.Duties.LiftHold;
import org.amparo.intake.Duties.SetHold;
import org.amparo.intake.Duties.SetTerms;
import org.amparo.intake.Duties.ShredCase;
import org.amparo.kernel.Actor;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.MovableClock;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** What has been kept long enough is destroyed, with a proof; what a hold stands on is not. */
@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, RetentionModuleTests.Time.class})
@TestPropertySource(properties = "amparo.keys.destroy-every=200ms")
class RetentionModuleTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final IntakeDesk desk;
    private final SafekeepingDesk safekeeping;
    private final Purge purge;
    private final Retention retention;
    private final Housekeeping housekeeping;
    private final MovableClock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final TestPostgres.Database server;

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {
        @Bean
        @Primary
        MovableClock standing() {
            return new MovableClock();
        }
    }

    RetentionModuleTests(
            IntakeDesk desk,
            SafekeepingDesk safekeeping,
            Purge purge,
            Retention retention,
            Housekeeping housekeeping,
            MovableClock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            TestPostgres.Database server) {
        this.desk = desk;
        this.safekeeping = safekeeping;
        this.purge = purge;
        this.retention = retention;
        this.housekeeping = housekeeping;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.server = server;
    }

    @AfterEach
    void startAnew() {
        jdbc.sql("DELETE FROM intake.retention WHERE version > 1").update();
        retention.forget();
        jdbc.sql("UPDATE intake.case_file SET on_hold = false").update();
        jdbc.sql("DELETE FROM intake.hold").update();
        clock.pass(Duration.ofDays(1000));
        purge.run();
    }

    // Each clock, over its edge

    @ParameterizedTest
    @EnumSource(
            value = RecordKind.class,
            names = {"UNREFERRED", "DECLINED", "HANDED_OVER"})
    void destroysAFileWhenItsClockHasRunOutAndNotBefore(RecordKind kind) {
        var file = opened("Ana " + kind);
        switch (kind) {
            case DECLINED -> {
                offer(file, PROVIDER);
                clock.pass(Duration.ofDays(3));
                end(file, PROVIDER);
            }
            case HANDED_OVER -> {
                offer(file, PROVIDER);
                clock.pass(Duration.ofDays(3));
                place(file, PROVIDER);
                clock.pass(Duration.ofDays(10));
                note(file); // work on a file that was handed over does not keep it
                clock.pass(Duration.ofDays(10).negated());
            }
            default -> {}
        }
        var days = Duration.ofDays(kind.byDefault().days());

        clock.pass(days.minus(HOUR));
        assertThat(desk.caseFile(file, VOLUNTEER).keeping()).satisfies(keeping -> {
            assertThat(keeping.clock()).isEqualTo(kind);
            assertThat(keeping.until()).isEqualTo(clock.instant().plus(HOUR));
        });
        purge.run();
        assertThat(desk.caseFile(file, VOLUNTEER).person().name()).isEqualTo("Ana " + kind);

        clock.pass(HOUR.multipliedBy(2));
        purge.run();
        assertThatThrownBy(() -> desk.caseFile(file, VOLUNTEER)).isInstanceOf(NotFound.class);
        assertThat(safekeeping.remains(file, VOLUNTEER)).satisfies(left -> {
            assertThat(left.cause()).isEqualTo(ShredCause.CLOCK);
            assertThat(left.clock()).isEqualTo(kind);
            assertThat(left.term()).isEqualTo(kind.byDefault());
            assertThat(left.by()).isNull();
        });
        assertThat(proofs(file)).containsExactly("CaseShredded CLOCK " + kind + " " + kind.byDefault());
    }

    @Test
    void keepsAFileNobodyHasTakenWhileSomebodyWorksOnIt() {
        var file = opened("Berta Bleibt");
        clock.pass(Duration.ofDays(29));
        note(file);
        clock.pass(Duration.ofDays(29));
        safekeeping.keep(file, VOLUNTEER);
        clock.pass(Duration.ofDays(29));
        purge.run();
        assertThat(desk.caseFile(file, VOLUNTEER).person().name()).isEqualTo("Berta Bleibt");
        clock.pass(Duration.ofDays(2));
        purge.run();
        assertThat(safekeeping.remains(file, VOLUNTEER).clock()).isEqualTo(RecordKind.UNREFERRED);
    }

    @Test
    void runsNoClockWhileAProviderIsAsked() {
        var file = opened("Carla Gefragt");
        offer(file, PROVIDER);
        clock.pass(Duration.ofDays(200));
        purge.run();
        assertThat(desk.caseFile(file, VOLUNTEER).keeping().until()).isNull();
    }

    @Test
    void beginsAnewWhenANeedRemainsAfterTheHandOver() {
        var file = opened("Dora Rest");
        offer(file, PROVIDER);
        place(file, PROVIDER);
        clock.pass(Duration.ofDays(80));
        remain(file);
        clock.pass(Duration.ofDays(20));
        purge.run();
        assertThat(desk.caseFile(file, VOLUNTEER).round()).isEqualTo(2);
        clock.pass(Duration.ofDays(11));
        purge.run();
        assertThat(safekeeping.remains(file, VOLUNTEER).clock()).isEqualTo(RecordKind.DECLINED);
    }

    @Test
    void destroysWhomToCallBackAndKeepsThatThereWasACall() {
        var kept = promised("Tell her about the hearing", Duration.ofDays(2));
        clock.pass(Duration.ofDays(31));
        purge.run();
        assertThat(promise(kept)).as("the day promised was two days later").isEqualTo("Tell her about the hearing");
        clock.pass(Duration.ofDays(2));
        purge.run();
        assertThat(promise(kept)).isNull();
        assertThat(jdbc.sql("SELECT count(*) FROM intake.call WHERE id = ?")
                        .param(kept.value())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(jdbc.sql("SELECT ground FROM ledger.entry WHERE subject = ? AND act = 'PromiseShredded'")
                        .param(kept.value())
                        .query(String.class)
                        .list())
                .containsExactly("CLOCK PROMISES P30D");
        assertThat(keys(kept.value())).isZero();
    }

    @Test
    void provesWhatBecameOfUnfinishedIntakes() {
        var draft = desk.startDraft(TestCatalog.SPANISH, VOLUNTEER).id();
        desk.save(
                new SaveSection(draft, DraftSection.PERSON, 0, Map.of("person.name", List.of("Elsa Borrador"))),
                VOLUNTEER);
        clock.pass(Duration.ofDays(30).plus(HOUR));
        housekeeping.purge();
        assertThat(jdbc.sql("SELECT act || ' ' || ground FROM ledger.entry WHERE subject = ? AND act LIKE '%Shredded'")
                        .param(draft.value())
                        .query(String.class)
                        .list())
                .containsExactly("DraftShredded CLOCK UNFINISHED P30D");
    }

    // What is left

    @Test
    void leavesNothingOfAPersonAndEveryCodedFactFiguresNeed() {
        var file = desk.open(
                        Stories.story()
                                .of("Flor Vergessen", "A000-777-321", "1984-02-01")
                                .arrested(java.time.LocalDate.ofInstant(clock.instant(), UrgencyRules.ZONE), null)
                                .tell(),
                        VOLUNTEER)
                .id();
        var call = desk.log(
                        new LogCall(
                                CallKind.INFORMATION,
                                null,
                                null,
                                file,
                                new LogCall.CallBack(
                                        clock.instant().plus(HOUR),
                                        PhoneNumber.of("213 555 0199"),
                                        PersonalText.of("Call the wife"))),
                        VOLUNTEER)
                .id();
        clock.pass(Duration.ofDays(31));
        purge.run();

        var row = jdbc.sql("SELECT * FROM intake.case_file WHERE id = ?")
                .param(file.value())
                .query()
                .singleRow();
        assertThat((byte[]) row.get("told")).isEmpty();
        assertThat(row.get("name")).isNull();
        assertThat(row.get("found").toString()).isEqualTo("{}");
        assertThat(row.get("timeline").toString()).isEqualTo("[]");
        assertThat(row.get("arrest").toString()).doesNotContain("2026").doesNotContain("LASD");
        assertThat(row.get("hearing")).isNull();
        assertThat(row.get("residence")).isNull();
        assertThat(row.get("urgency")).isEqualTo("U1");
        assertThat(row.get("rounds").toString()).contains("BOND");
        assertThat(row.get("consents").toString()).contains("2026-1");
        assertThat(row.get("close_reason")).isEqualTo("SHREDDED");
        assertThat(keys(file.value()) + keys(call.value())).isZero();
        assertThat(promise(call)).isNull();
        assertThat(desk.found("Flor Vergessen", VOLUNTEER).rows()).isEmpty();
        assertThat(desk.found("A000-777-321", VOLUNTEER).rows()).isEmpty();
        assertThat(desk.duplicates(new Traits("Flor Vergessen", "000777321", List.of(), null), VOLUNTEER))
                .isEmpty();
    }

    @Test
    void tellsAProviderThatHadItThatItIsGoneAndNobodyElse() {
        var file = opened("Gloria Weg");
        offer(file, PROVIDER);
        place(file, PROVIDER);
        clock.pass(Duration.ofDays(91));
        purge.run();
        assertThat(safekeeping.remains(file, ATTORNEY).reference()).isNotNull();
        for (var stranger : List.of(OTHER_ATTORNEY, STEWARD, TestMembers.LEAD)) {
            assertThatThrownBy(() -> safekeeping.remains(file, stranger)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void hearsNothingAboutAShreddedFileAnyMore() {
        var file = opened("Hilda Stumm");
        offer(file, PROVIDER);
        place(file, PROVIDER);
        clock.pass(Duration.ofDays(91));
        purge.run();
        remain(file);
        assertThat(jdbc.sql("SELECT round FROM intake.case_file WHERE id = ?")
                        .param(file.value())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThatThrownBy(() -> note(file)).isInstanceOf(NotFound.class);
    }

    // Restored, interrupted, repeated

    @Test
    void anOlderCopyOfTheRowsOpensNoneOfTheShreddedAndAllOfTheOthers() {
        var shredded = IntStream.range(0, 100).mapToObj(n -> opened("Weg " + n)).toList();
        clock.pass(Duration.ofDays(20));
        var others = IntStream.range(0, 100).mapToObj(n -> opened("Da " + n)).toList();
        jdbc.sql("CREATE TABLE intake.older_files AS SELECT * FROM intake.case_file")
                .update();
        jdbc.sql("CREATE TABLE intake.older_keys AS SELECT * FROM vault.data_key")
                .update();
        clock.pass(Duration.ofDays(11));
        assertThat(purge.run()).isGreaterThanOrEqualTo(100);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("SELECT count(*) FROM vault.shredding WHERE destroyed_at IS NULL")
                                .query(Integer.class)
                                .single()
                        == 0);
        try {
            // The backup is put back: rows, wrapped keys, and no word of what was shredded since.
            jdbc.sql("DELETE FROM intake.case_file").update();
            jdbc.sql("INSERT INTO intake.case_file SELECT * FROM intake.older_files")
                    .update();
            jdbc.sql("DELETE FROM intake.shredded").update();
            jdbc.sql("DELETE FROM vault.data_key").update();
            jdbc.sql("INSERT INTO vault.data_key SELECT * FROM intake.older_keys")
                    .update();
            server.asSuperuser().sql("DELETE FROM vault.shredding").update();

            assertThat(shredded.stream().filter(this::opens)).isEmpty();
            assertThat(others.stream().filter(this::opens)).hasSize(100);
        } finally {
            jdbc.sql("DROP TABLE intake.older_files, intake.older_keys").update();
        }
    }

    @Test
    void goesOnWhereACrashLeftIt() {
        var files = IntStream.range(0, 150).mapToObj(n -> opened("Halb " + n)).toList();
        clock.pass(Duration.ofDays(31));
        // The last file can't be written: its batch is undone as a crash would undo it, the batch before is done.
        jdbc.sql("""
                        CREATE FUNCTION intake.crash() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF NEW.id = '%s' THEN RAISE EXCEPTION 'the machine stops here'; END IF;
                            RETURN NEW;
                        END $$
                        """.formatted(files.getLast())).update();
        jdbc.sql("CREATE TRIGGER crash BEFORE UPDATE ON intake.case_file FOR EACH ROW EXECUTE FUNCTION intake.crash()")
                .update();
        try {
            purge.run();
        } finally {
            jdbc.sql("DROP FUNCTION intake.crash CASCADE").update();
        }
        var left = files.stream().filter(this::opens).toList();
        assertThat(left).isNotEmpty().hasSizeLessThan(150);
        assertThat(left).allSatisfy(file -> assertThat(proofs(file)).isEmpty());

        assertThat(purge.run()).isEqualTo(left.size());
        assertThat(files.stream().filter(this::opens)).isEmpty();
        assertThat(files).allSatisfy(file -> assertThat(proofs(file)).hasSize(1));
        assertThat(purge.run()).isZero();
    }

    @Test
    void destroysNothingThatCanNotBeProven() {
        var file = opened("Irma Unbewiesen");
        clock.pass(Duration.ofDays(31));
        jdbc.sql("ALTER TABLE ledger.entry RENAME TO out_of_reach").update();
        try {
            assertThatThrownBy(purge::run).isInstanceOf(DataAccessException.class);
        } finally {
            jdbc.sql("ALTER TABLE ledger.out_of_reach RENAME TO entry").update();
        }
        assertThat(opens(file)).isTrue();
    }

    @Test
    void tellsOtherModulesThatItIsTime(org.springframework.modulith.test.AssertablePublishedEvents published) {
        purge.run();
        for (var kind : RecordKind.values()) {
            assertThat(published
                            .ofType(ClockStruck.class)
                            .matching(struck -> struck.clock() == kind
                                    && struck.before()
                                            .equals(clock.instant()
                                                    .minus(Duration.ofDays(
                                                            kind.byDefault().days())))))
                    .hasSize(1);
        }
    }

    // Holds

    @Test
    void aHoldBeatsTheClockAndTheHandAndTheDatabaseSaysSo() {
        var file = opened("Julia Gehalten");
        var reference = desk.caseFile(file, VOLUNTEER).reference();
        var hold = safekeeping.set(
                new SetHold(reference.value().toLowerCase(java.util.Locale.ROOT), HoldReason.LAWSUIT), STEWARD);
        var second = safekeeping.set(new SetHold(reference.value(), HoldReason.LEGAL_PROCESS), STEWARD);
        clock.pass(Duration.ofDays(400));
        purge.run();
        assertThat(desk.caseFile(file, VOLUNTEER).keeping().holds())
                .extracting(HoldView::reason)
                .containsExactly(HoldReason.LAWSUIT, HoldReason.LEGAL_PROCESS);
        assertThatThrownBy(() ->
                        safekeeping.shred(new ShredCase(file, reference.value(), ShredCause.PERSON_ASKED), DISPATCHER))
                .isInstanceOf(Rejected.class)
                .hasMessage("case-held");
        assertThatThrownBy(() -> jdbc.sql("UPDATE intake.case_file SET shredded_at = now() WHERE id = ?")
                        .param(file.value())
                        .update())
                .hasMessageContaining("case_file_hold_stands");

        safekeeping.lift(new LiftHold(hold.id(), LiftReason.CONCLUDED), STEWARD);
        purge.run();
        assertThat(opens(file)).as("the second hold stands").isTrue();
        assertThatThrownBy(() -> safekeeping.lift(new LiftHold(hold.id(), LiftReason.CONCLUDED), STEWARD))
                .hasMessage("hold-lifted");
        safekeeping.lift(new LiftHold(second.id(), LiftReason.COUNSEL_RELEASED), STEWARD);
        purge.run();
        assertThat(opens(file)).isFalse();
        assertThatThrownBy(() -> safekeeping.set(new SetHold(reference.value(), HoldReason.LAWSUIT), STEWARD))
                .hasMessage("case-shredded");
        assertThat(jdbc.sql(
                                "SELECT act || ' ' || ground FROM ledger.entry WHERE reference = ? AND act LIKE 'Hold%' ORDER BY at, id")
                        .param(reference.value())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "HoldSet LAWSUIT",
                        "HoldSet LEGAL_PROCESS",
                        "HoldLifted CONCLUDED",
                        "HoldLifted COUNSEL_RELEASED");
    }

    @Test
    void aHoldSetWhileAPurgeIsUnderWayBeatsIt() throws Exception {
        var file = opened("Karla Knapp");
        var reference = desk.caseFile(file, VOLUNTEER).reference().value();
        clock.pass(Duration.ofDays(31));
        var set = new java.util.concurrent.CountDownLatch(1);
        var purged = new java.util.concurrent.CountDownLatch(1);
        var holding = new Thread(() -> transaction.executeWithoutResult(status -> {
            safekeeping.set(new SetHold(reference, HoldReason.LAWSUIT), STEWARD);
            set.countDown();
            try {
                purged.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        holding.start();
        assertThat(set.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        try {
            purge.run(); // sees the file as due, and its row locked
        } finally {
            purged.countDown();
            holding.join();
        }
        purge.run();
        assertThat(opens(file)).isTrue();
    }

    @Test
    void onlyAStewardSetsAndLiftsHoldsAndOnlyADispatcherDestroys() {
        var file = opened("Lena Recht");
        var reference = desk.caseFile(file, VOLUNTEER).reference().value();
        for (var other : List.of(VOLUNTEER, DISPATCHER, ATTORNEY, TestMembers.LEAD)) {
            assertThatThrownBy(() -> safekeeping.set(new SetHold(reference, HoldReason.LAWSUIT), other))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> safekeeping.holds(other)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> safekeeping.set(new SetTerms(Map.of(), 1), other))
                    .isInstanceOf(NotFound.class);
        }
        for (var other : List.of(VOLUNTEER, STEWARD, ATTORNEY, TestMembers.LEAD)) {
            assertThatThrownBy(() -> safekeeping.shred(new ShredCase(file, reference, ShredCause.DANGER), other))
                    .isInstanceOf(NotFound.class);
        }
        assertThat(opens(file)).isTrue();
    }

    // By hand

    @Test
    void destroysAFileByHandWhenItsReferenceIsTyped(
            org.springframework.modulith.test.AssertablePublishedEvents published) {
        var file = opened("Maria Hand");
        var reference = desk.caseFile(file, VOLUNTEER).reference().value();
        for (var wrong : List.of("", "K7MR-4QX", "nonsense")) {
            assertThatThrownBy(() -> safekeeping.shred(new ShredCase(file, wrong, ShredCause.DANGER), DISPATCHER))
                    .hasMessage("reference-differs");
        }
        assertThatThrownBy(() -> safekeeping.shred(new ShredCase(file, reference, ShredCause.CLOCK), DISPATCHER))
                .hasMessage("required");

        var left = safekeeping.shred(
                new ShredCase(file, " " + reference.replace("-", "") + " ", ShredCause.PERSON_ASKED), DISPATCHER);

        assertThat(left.by()).isEqualTo(DISPATCHER.member());
        assertThat(left.cause()).isEqualTo(ShredCause.PERSON_ASKED);
        assertThat(opens(file)).isFalse();
        assertThat(proofs(file)).containsExactly("CaseShredded PERSON_ASKED");
        assertThat(published
                        .ofType(CaseClosed.class)
                        .matching(closed -> closed.caseFile().equals(file)))
                .hasSize(1);
        assertThatThrownBy(() -> safekeeping.shred(new ShredCase(file, reference, ShredCause.DANGER), DISPATCHER))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void leavesAClosedFileClosedForItsOwnReason() {
        var file = opened("Nora Zu");
        desk.close(new CloseCase(file, desk.caseFile(file, VOLUNTEER).version(), CloseReason.UNREACHABLE), VOLUNTEER);
        clock.pass(Duration.ofDays(31));
        purge.run();
        assertThat(jdbc.sql("SELECT close_reason FROM intake.case_file WHERE id = ?")
                        .param(file.value())
                        .query(String.class)
                        .single())
                .isEqualTo("UNREACHABLE");
    }

    @Test
    void nobodyClosesAFileAsShredded() {
        var file = opened("Olga Offen");
        var version = desk.caseFile(file, VOLUNTEER).version();
        assertThatThrownBy(() -> desk.close(new CloseCase(file, version, CloseReason.SHREDDED), VOLUNTEER))
                .isInstanceOf(Rejected.class);
    }

    // How long

    @Test
    void aShorterTermCountsAWeekLaterAndALongerOneAtOnce() {
        var file = opened("Petra Kurz");
        clock.pass(Duration.ofDays(10));
        var sheet = safekeeping.set(new SetTerms(Map.of(RecordKind.UNREFERRED, 9), 1), STEWARD);
        assertThat(sheet.chosen()).containsEntry(RecordKind.UNREFERRED, Term.ofDays(9));
        assertThat(sheet.inForce()).containsEntry(RecordKind.UNREFERRED, Term.ofDays(30));
        assertThat(sheet.shorterFrom()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
        clock.pass(Duration.ofDays(7).minus(HOUR));
        purge.run();
        assertThat(opens(file)).isTrue();

        safekeeping.set(new SetTerms(Map.of(RecordKind.UNREFERRED, 60), 2), STEWARD);
        assertThat(safekeeping.terms().inForce()).containsEntry(RecordKind.UNREFERRED, Term.ofDays(60));
        clock.pass(Duration.ofDays(35));
        purge.run();
        assertThat(opens(file)).isTrue();
        clock.pass(Duration.ofDays(9));
        purge.run();
        assertThat(safekeeping.remains(file, VOLUNTEER).term()).isEqualTo(Term.ofDays(60));
        assertThat(jdbc.sql(
                                "SELECT ground FROM ledger.entry WHERE act = 'TermSet' AND ground LIKE 'UNREFERRED %' ORDER BY at")
                        .query(String.class)
                        .list())
                .contains("UNREFERRED P9D", "UNREFERRED P60D");
    }

    @Test
    void refusesTermsOutOfTheirBoundsAndOnAnOldSheet() {
        assertThatThrownBy(() -> safekeeping.set(
                        new SetTerms(Map.of(RecordKind.UNREFERRED, 1, RecordKind.HANDED_OVER, 99_999), 1), STEWARD))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.faults())
                                .extracting(Rejected.Fault::field)
                                .containsExactly("days.UNREFERRED", "days.HANDED_OVER"));
        assertThatThrownBy(() -> safekeeping.set(new SetTerms(Map.of(), 7), STEWARD))
                .hasMessage("stale-version");
    }

    private CaseId opened(String name) {
        return desk.open(Stories.story().of(name, null, null).tell(), VOLUNTEER).id();
    }

    private boolean opens(CaseId file) {
        try {
            return desk.caseFile(file, VOLUNTEER).person().name() != null;
        } catch (NotFound gone) {
            return false;
        }
    }

    private void note(CaseId file) {
        desk.addNote(new AddNote(file, PersonalText.of("Called again.")), VOLUNTEER);
    }

    private CallId promised(String text, Duration later) {
        return desk.log(
                        new LogCall(
                                CallKind.INFORMATION,
                                null,
                                null,
                                null,
                                new LogCall.CallBack(
                                        clock.instant().plus(later),
                                        PhoneNumber.of("213 555 0111"),
                                        PersonalText.of(text))),
                        VOLUNTEER)
                .id();
    }

    private String promise(CallId call) {
        return desk.calls(java.time.LocalDate.ofInstant(startOf(call), UrgencyRules.ZONE), VOLUNTEER).stream()
                .filter(view -> view.id().equals(call))
                .findFirst()
                .orElseThrow()
                .promise();
    }

    private Instant startOf(CallId call) {
        return jdbc.sql("SELECT started_at FROM intake.call WHERE id = ?")
                .param(call.value())
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();
    }

    private List<String> proofs(CaseId file) {
        return jdbc.sql("SELECT act || ' ' || ground FROM ledger.entry WHERE subject = ? AND act LIKE '%Shredded'")
                .param(file.value())
                .query(String.class)
                .list();
    }

    private int keys(java.util.UUID owner) {
        return jdbc.sql("SELECT count(*) FROM vault.data_key WHERE owner = ?")
                .param(owner)
                .query(Integer.class)
                .single();
    }

    private void offer(CaseId file, OrganizationId provider) {
        publish(new Offered(file, provider, 1, Actor.system(), clock.instant()));
    }

    private void end(CaseId file, OrganizationId provider) {
        publish(new Unplaced(file, provider, 1, Actor.system(), clock.instant()));
    }

    private void place(CaseId file, OrganizationId provider) {
        publish(new Placed(file, provider, 1, Actor.system(), clock.instant()));
    }

    private void remain(CaseId file) {
        publish(new Remaining(
                file, java.util.Set.of(org.amparo.kernel.Service.HABEAS), Actor.system(), clock.instant()));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> jdbc.sql("SELECT count(*) FROM public.event_publication")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private void publish(Object event) {
        transaction.executeWithoutResult(status -> events.publishEvent(event));
    }

    private record Offered(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements CaseOffered {}

    private record Unplaced(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements CaseUnplaced {}

    private record Placed(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements CasePlaced {}

    public record Remaining(
            CaseId caseFile, java.util.Set<org.amparo.kernel.Service> remaining, Actor actor, Instant at)
            implements NeedRemains {}
}
