package org.amparo.representation;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.amparo.intake.CaseId;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Service;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(extraIncludes = "vault")
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
@TestConstructor(autowireMode = AutowireMode.ALL)
class MatterQueryTests {

    private static final Instant NOW = Instant.parse("2026-03-16T19:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 16);

    private final Matters matters;
    private final MatterSearch search;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Notes notes;

    MatterQueryTests(
            Matters matters, MatterSearch search, TransactionTemplate transaction, JdbcClient jdbc, Notes notes) {
        this.matters = matters;
        this.search = search;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.notes = notes;
    }

    @BeforeEach
    void empty() {
        matters.deleteAll();
    }

    @Test
    void keepsEverythingAMatterHolds() {
        var accepted = Accepted.by(ATTORNEY)
                .needing(Service.BOND, Service.FULL_REMOVAL_DEFENSE)
                .at(NOW.minus(Duration.ofDays(3)));
        var id = open(accepted);
        change(id, matter -> {
            matter.record(
                    new RecordMilestone(id, 0, ServiceMilestone.FIRST_CONTACT, NOW.minusSeconds(60), ContactMode.VIDEO),
                    ATTORNEY.actor(),
                    NOW);
            matter.set(new SetDeadline(id, 0, DeadlineKind.EVIDENCE, TODAY.plusDays(5)), NOW);
            matter.write(new WriteNote(id, 0, PersonalText.of("Ñandú 🕊 مرحبا")), notes, ATTORNEY.actor(), NOW);
            matter.notice(new Notice(NoticeKind.MOVED, null, TestCatalog.OTAY_MESA, NOW, null), NOW);
        });
        change(
                id,
                matter -> matter.record(
                        new RecordOutcome(id, 0, Outcome.BOND_GRANTED, TODAY, 750_000L, null), ATTORNEY.actor(), NOW));
        schedule(id, NOW.plus(Duration.ofDays(7)));

        transaction.executeWithoutResult(status -> {
            var matter = matters.findById(id).orElseThrow();
            assertThat(matter.referral()).isEqualTo(accepted.referral());
            assertThat(matter.reference()).isEqualTo(accepted.reference());
            assertThat(matter.fund()).isEqualTo(accepted.fund());
            assertThat(matter.needs()).isEqualTo(EnumSet.of(Service.BOND, Service.FULL_REMOVAL_DEFENSE));
            assertThat(matter.residual()).isEqualTo(EnumSet.of(Service.FULL_REMOVAL_DEFENSE));
            assertThat(matter.custodyStatus()).isEqualTo(CustodyStatus.DETAINED);
            assertThat(matter.observations()).hasSize(1);
            assertThat(matter.milestones())
                    .singleElement()
                    .extracting(Milestone::how)
                    .isEqualTo(ContactMode.VIDEO);
            assertThat(matter.deadlines())
                    .singleElement()
                    .extracting(Deadline::metOn)
                    .isNull();
            assertThat(matter.outcomes())
                    .singleElement()
                    .extracting(RecordedOutcome::amountCents)
                    .isEqualTo(750_000L);
            assertThat(matter.notices())
                    .singleElement()
                    .extracting(Notice::from)
                    .isNull();
            assertThat(matter.notes())
                    .singleElement()
                    .extracting(note -> notes.open(id, 0, note))
                    .isEqualTo("Ñandú 🕊 مرحبا");
            assertThat(matter.hearings())
                    .singleElement()
                    .extracting(Hearing::result)
                    .isNull();
        });
    }

    @Test
    void takesANewVersionWhenOnlyATrackHasGrown() {
        var id = open(Accepted.by(ATTORNEY).at(NOW));
        var before = matters.findById(id).orElseThrow().version();

        change(
                id,
                matter -> matter.write(
                        new WriteNote(id, before, PersonalText.of("one")),
                        notes,
                        ATTORNEY.actor(),
                        NOW.plusSeconds(1)));

        assertThat(matters.findById(id).orElseThrow().version()).isEqualTo(before + 1);
    }

    @Test
    void keepsOneMatterToAReferral() {
        var accepted = Accepted.by(ATTORNEY).at(NOW);
        open(accepted);

        assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> open(accepted));
    }

    @Test
    void listsTheNextDateFirstWhateverKindOfDateItIs() {
        open(Accepted.by(ATTORNEY).called("AAAA-AAA").at(NOW));
        var hearing = open(Accepted.by(ATTORNEY).called("BBBB-BBB").at(NOW));
        var deadline = open(Accepted.by(ATTORNEY).called("CCCC-CCC").at(NOW));
        var past = open(Accepted.by(ATTORNEY).called("DDDD-DDD").at(NOW.minusSeconds(9)));
        schedule(hearing, NOW.plus(Duration.ofDays(6)));
        schedule(past, NOW.minus(Duration.ofDays(1)));
        change(
                deadline,
                matter -> matter.set(new SetDeadline(deadline, 0, DeadlineKind.BRIEF, TODAY.plusDays(2)), NOW));

        var found = find(MatterFilter.State.OPEN, MatterFilter.Whose.ORGANIZATION, null, ATTORNEY);

        assertThat(found.rows())
                .extracting(row -> row.reference().value())
                .containsExactly("CCCC-CCC", "BBBB-BBB", "AAAA-AAA", "DDDD-DDD");
        assertThat(found.rows().get(1).nextHearing()).isEqualTo(NOW.plus(Duration.ofDays(6)));
        assertThat(found.rows().get(0).nextDeadlineKind()).isEqualTo(DeadlineKind.BRIEF);
    }

    @Test
    void listsFirstWhomNobodyHasSpokenWith() {
        var spoken = open(Accepted.by(ATTORNEY).called("AAAA-AAA").at(NOW));
        open(Accepted.by(ATTORNEY).called("BBBB-BBB").at(NOW));
        schedule(spoken, NOW.plus(Duration.ofDays(1)));
        change(
                spoken,
                matter -> matter.record(
                        new RecordMilestone(
                                spoken, matter.version(), ServiceMilestone.FIRST_CONTACT, NOW, ContactMode.PHONE),
                        ATTORNEY.actor(),
                        NOW));

        var found = find(MatterFilter.State.OPEN, MatterFilter.Whose.ORGANIZATION, null, ATTORNEY);

        assertThat(found.rows()).extracting(row -> row.reference().value()).containsExactly("BBBB-BBB", "AAAA-AAA");
    }

    @Test
    void findsOnlyTheOwnOrganizationsMatters() {
        open(Accepted.by(ATTORNEY).at(NOW));

        assertThat(find(MatterFilter.State.ALL, MatterFilter.Whose.ORGANIZATION, null, OTHER_ATTORNEY)
                        .total())
                .isZero();
    }

    @Test
    void filtersByStateAttorneyAndTheBeginningOfAReference() {
        var closed = open(Accepted.by(ATTORNEY).called("AAAA-AAA").at(NOW));
        open(Accepted.by(ATTORNEY).called("BBBB-BBB").at(NOW));
        change(
                closed,
                matter ->
                        matter.close(new CloseMatter(closed, 0, Outcome.WITHDREW, null, TODAY), ATTORNEY.actor(), NOW));

        assertThat(references(MatterFilter.State.OPEN, null)).containsExactly("BBBB-BBB");
        assertThat(references(MatterFilter.State.CLOSED, null)).containsExactly("AAAA-AAA");
        assertThat(references(MatterFilter.State.ALL, "bbbb b")).containsExactly("BBBB-BBB");
        assertThat(references(MatterFilter.State.ALL, "%")).isEmpty();
        assertThat(references(MatterFilter.State.ALL, " ")).containsExactly("BBBB-BBB", "AAAA-AAA");
    }

    @Test
    void turnsPagesAndStopsAtTheLast() {
        for (var number = 0; number < MatterSearch.PAGE + 3; number++) {
            open(Accepted.by(ATTORNEY).at(NOW));
        }

        var last = search.find(
                new MatterFilter(MatterFilter.State.OPEN, MatterFilter.Whose.MINE, null, 99),
                ATTORNEY.organization(),
                ATTORNEY.member(),
                NOW,
                member -> "");

        assertThat(last.page()).isEqualTo(2);
        assertThat(last.pages()).isEqualTo(2);
        assertThat(last.rows()).hasSize(3);
        assertThat(last.total()).isEqualTo(MatterSearch.PAGE + 3);
    }

    @Test
    void findsTheOpenMattersOfACase() {
        var caseFile = CaseId.create();
        var closed = open(Accepted.by(ATTORNEY).of(caseFile).at(NOW));
        var open = open(Accepted.by(OTHER_ATTORNEY).of(caseFile).at(NOW.plusSeconds(1)));
        change(
                closed,
                matter ->
                        matter.close(new CloseMatter(closed, 0, Outcome.WITHDREW, null, TODAY), ATTORNEY.actor(), NOW));

        assertThat(matters.findByCaseFileAndClosedAtIsNull(caseFile))
                .extracting(Matter::id)
                .containsExactly(open);
        assertThat(matters.findByCaseFileOrderByOpenedAtDesc(caseFile))
                .extracting(Matter::id)
                .containsExactly(open, closed);
    }

    @Test
    void refusesAnAmountWhereItMeansNothingEvenInSql() {
        var id = open(Accepted.by(ATTORNEY).at(NOW));

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("""
                                INSERT INTO representation.outcome
                                VALUES (:id, 0, 'ASYLUM', '2026-03-01', 0, :id, now())
                                """).param("id", id.value()).update());
    }

    private MatterId open(ReferralAccepted accepted) {
        return matters.save(Matter.open(accepted, NOW)).id();
    }

    private void schedule(MatterId id, Instant at) {
        change(
                id,
                matter -> matter.schedule(
                        new ScheduleHearing(
                                id, 0, ListCode.of("CY"), CourtCode.of("ADL"), at, HearingSource.EOIR_NOTICE, TODAY),
                        ATTORNEY.actor(),
                        NOW));
    }

    private void change(MatterId id, Consumer<Matter> verb) {
        transaction.executeWithoutResult(status -> {
            var matter = matters.findById(id).orElseThrow();
            verb.accept(matter);
            matters.save(matter);
        });
    }

    private List<String> references(MatterFilter.State state, @Nullable String typed) {
        return find(state, MatterFilter.Whose.ORGANIZATION, typed, ATTORNEY).rows().stream()
                .map(row -> row.reference().value())
                .toList();
    }

    private MatterList find(
            MatterFilter.State state, MatterFilter.Whose whose, @Nullable String reference, SignedIn by) {
        return search.find(
                new MatterFilter(state, whose, reference, 1), by.organization(), by.member(), NOW, member -> "");
    }
}
