package org.amparo.representation;

import static org.amparo.kernel.Service.BOND;
import static org.amparo.kernel.Service.FULL_REMOVAL_DEFENSE;
import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.intake.ClockStruck;
import org.amparo.intake.ConsentWithdrawn;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.HoldId;
import org.amparo.intake.HoldLifted;
import org.amparo.intake.HoldReason;
import org.amparo.intake.HoldSet;
import org.amparo.intake.LiftReason;
import org.amparo.intake.NeedsChanged;
import org.amparo.intake.PersonReleased;
import org.amparo.intake.RecordKind;
import org.amparo.intake.Term;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.membership.MemberId;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.Objection;
import org.amparo.referrals.PlacementKept;
import org.amparo.referrals.PlacementQuestioned;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.referrals.ReferralHandedBack;
import org.amparo.referrals.Reopening;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.PublishedEvents;
import org.springframework.modulith.test.Scenario;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/** What representation hears, and what it says. */
@ApplicationModuleTest(extraIncludes = "vault")
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
@TestConstructor(autowireMode = AutowireMode.ALL)
class MatterModuleTests {

    private final RepresentationDesk desk;
    private final IncompleteEventPublications publications;
    private final JdbcClient jdbc;
    private final Clock clock;

    MatterModuleTests(RepresentationDesk desk, IncompleteEventPublications publications, JdbcClient jdbc, Clock clock) {
        this.desk = desk;
        this.publications = publications;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void opensAMatterWhenAReferralIsAccepted(Scenario scenario) {
        var accepted = accepted();

        scenario.publish(accepted)
                .andWaitForEventOfType(MatterOpened.class)
                .matching(opened -> opened.referral().equals(accepted.referral()))
                .toArriveAndVerify(opened -> {
                    assertThat(opened.provider()).isEqualTo(ATTORNEY.organization());
                    assertThat(desk.view(opened.matter(), ATTORNEY).attorney()).isEqualTo(ATTORNEY.member());
                });
    }

    /** A look is a transaction that writes; it must not write the matter, whose version others are about to name. */
    @Test
    void lookingChangesNothingOfAMatter(Scenario scenario) {
        var id = open(scenario, accepted()).id();
        var before = desk.view(id, ATTORNEY);
        desk.write(new WriteNote(id, before.version(), PersonalText.of("Called the family.")), ATTORNEY);
        var version = desk.view(id, ATTORNEY).version();
        desk.ofReferral(before.referral(), ATTORNEY);
        assertThat(desk.view(id, ATTORNEY).version()).isEqualTo(version);
        assertThat(desk.view(id, ATTORNEY).notes())
                .extracting(MatterView.NoteView::text)
                .containsExactly("Called the family.");
        assertThat(jdbc.sql("SELECT encode(text, 'escape') FROM representation.note WHERE matter_id = ?")
                        .param(id.value())
                        .query(String.class)
                        .list())
                .noneMatch(text -> text.contains("family"));
    }

    @Test
    void opensOneMatterHoweverOftenItIsTold(Scenario scenario) {
        var accepted = accepted();
        var first = open(scenario, accepted);

        scenario.publish(accepted)
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null)
                .andVerify(done -> assertThat(desk.ofReferral(accepted.referral(), ATTORNEY))
                        .map(MatterView::id)
                        .contains(first.id()));
    }

    @Test
    void announcesTheResidualNeedOnce(Scenario scenario) {
        var accepted = Accepted.by(ATTORNEY)
                .needing(BOND, FULL_REMOVAL_DEFENSE)
                .doing(BOND)
                .at(clock.instant());

        scenario.publish(accepted)
                .andWaitForEventOfType(ScopeLimited.class)
                .matching(limited -> limited.caseFile().equals(accepted.caseFile()))
                .toArriveAndVerify(limited -> assertThat(limited.remaining()).containsExactly(FULL_REMOVAL_DEFENSE));
    }

    @Test
    void opensTheMatterWhenTheListenerFailedAtFirst(Scenario scenario) {
        var accepted = accepted();
        jdbc.sql("ALTER TABLE representation.matter RENAME TO matter_away").update();
        try {
            scenario.publish(accepted)
                    .andWaitForStateChange(() -> failed() == 0 ? null : failed())
                    .andVerify(failures -> assertThat(failures).isEqualTo(1));
        } finally {
            jdbc.sql("ALTER TABLE representation.matter_away RENAME TO matter").update();
        }

        scenario.stimulate(() -> publications.resubmitIncompletePublications(publication -> true))
                .andWaitForStateChange(
                        () -> desk.ofReferral(accepted.referral(), ATTORNEY).orElse(null))
                .andVerify(matter -> assertThat(matter.open()).isTrue());
    }

    @Test
    void destroysNotesOfMattersClosedLongAgoUnlessALegalHoldStands(Scenario scenario) {
        var due = closedWithANote(scenario, accepted(), "Destroyed by the clock.");
        var heldCase = accepted();
        var held = closedWithANote(scenario, heldCase, "Kept by a hold.");
        var open = open(scenario, accepted());
        note(open, "Still at work.");
        scenario.publish(new HoldSet(
                        heldCase.caseFile(),
                        held.reference(),
                        HoldId.create(),
                        HoldReason.LAWSUIT,
                        TestMembers.STEWARD.actor(),
                        clock.instant()))
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null)
                .andVerify(done -> assertThat(done).isTrue());
        var tomorrow = clock.instant().plus(Duration.ofDays(1));

        scenario.publish(new ClockStruck(RecordKind.NOTES, Term.ofDays(30), tomorrow, Actor.system(), clock.instant()))
                .andWaitForEventOfType(NotesShredded.class)
                .matching(gone -> gone.matter().equals(due.id()))
                .toArrive();

        assertThat(notes(due)).containsExactly("");
        assertThat(notes(held)).containsExactly("Kept by a hold.");
        assertThat(notes(open)).containsExactly("Still at work.");
        assertThat(jdbc.sql("SELECT count(*) FROM vault.data_key WHERE owner = ?")
                        .param(due.id().value())
                        .query(Integer.class)
                        .single())
                .as("its key")
                .isZero();

        scenario.publish(new HoldLifted(
                        heldCase.caseFile(),
                        held.reference(),
                        HoldId.create(),
                        LiftReason.CONCLUDED,
                        false,
                        TestMembers.STEWARD.actor(),
                        clock.instant()))
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null)
                .andVerify(done -> assertThat(done).isTrue());
        scenario.publish(new ClockStruck(RecordKind.NOTES, Term.ofDays(30), tomorrow, Actor.system(), clock.instant()))
                .andWaitForEventOfType(NotesShredded.class)
                .matching(gone -> gone.matter().equals(held.id()))
                .toArriveAndVerify(gone -> assertThat(notes(held)).containsExactly(""));
    }

    private MatterView closedWithANote(Scenario scenario, ReferralAccepted accepted, String text) {
        var matter = open(scenario, accepted);
        note(matter, text);
        var noted = desk.view(matter.id(), ATTORNEY);
        scenario.stimulate(() -> desk.close(
                        new CloseMatter(noted.id(), noted.version(), Outcome.LOST_CONTACT, null, today()), ATTORNEY))
                .andWaitForEventOfType(MatterClosed.class)
                .matching(closed -> closed.referral().equals(accepted.referral()))
                .toArrive();
        return noted;
    }

    private void note(MatterView matter, String text) {
        desk.write(new WriteNote(matter.id(), matter.version(), PersonalText.of(text)), ATTORNEY);
    }

    private List<String> notes(MatterView matter) {
        return desk.view(matter.id(), ATTORNEY).notes().stream()
                .map(MatterView.NoteView::text)
                .toList();
    }

    @Test
    void noticesThatOthersSawThePersonElsewhere(Scenario scenario) {
        var caseFile = CaseId.create();
        var matter = open(scenario, Accepted.by(ATTORNEY).of(caseFile).at(clock.instant()));
        var moved = Accepted.by(ATTORNEY).of(caseFile).movedTo(TestCatalog.OTAY_MESA, clock.instant());

        scenario.publish(moved).andWaitForStateChange(() -> news(matter)).andVerify(notice -> {
            assertThat(notice.kind()).isEqualTo(NoticeKind.MOVED);
            assertThat(notice.from()).isEqualTo(TestCatalog.ADELANTO);
            assertThat(notice.to()).isEqualTo(TestCatalog.OTAY_MESA);
            assertThat(notice.seenAt()).isNull();
        });
    }

    @Test
    void noticesThatOthersKnowOfARelease(Scenario scenario) {
        var caseFile = CaseId.create();
        var matter = open(scenario, Accepted.by(ATTORNEY).of(caseFile).at(clock.instant()));
        var facts = Accepted.by(ATTORNEY).of(caseFile).facts(TestCatalog.ADELANTO);

        scenario.publish(new PersonReleased(caseFile, facts, TestMembers.VOLUNTEER.actor(), clock.instant()))
                .andWaitForStateChange(() -> news(matter))
                .andVerify(notice -> assertThat(notice.kind()).isEqualTo(NoticeKind.RELEASED));
    }

    @Test
    void noticesThatConsentWasWithdrawn(Scenario scenario) {
        var caseFile = CaseId.create();
        var matter = open(scenario, Accepted.by(ATTORNEY).of(caseFile).at(clock.instant()));

        scenario.publish(new ConsentWithdrawn(caseFile, TestMembers.VOLUNTEER.actor(), clock.instant()))
                .andWaitForStateChange(() -> news(matter))
                .andVerify(notice -> assertThat(notice.kind()).isEqualTo(NoticeKind.CONSENT_WITHDRAWN));
    }

    @Test
    void noticesAHearingOthersWereToldOf(Scenario scenario) {
        var caseFile = CaseId.create();
        var matter = open(scenario, Accepted.by(ATTORNEY).of(caseFile).at(clock.instant()));
        var day = today().plusDays(20);

        scenario.publish(new NeedsChanged(
                        caseFile,
                        Accepted.by(ATTORNEY).of(caseFile).heardOn(day),
                        TestMembers.VOLUNTEER.actor(),
                        clock.instant()))
                .andWaitForEventOfType(MatterNoticed.class)
                .matching(noticed -> noticed.matter().equals(matter.id()))
                .toArriveAndVerify(noticed -> {
                    assertThat(noticed.kind()).isEqualTo(NoticeKind.HEARING);
                    assertThat(noticed.attorney()).isEqualTo(ATTORNEY.member());
                });
    }

    @Test
    void aHearingOnTheMattersOwnCalendarIsNoNewsAndMakesNobodysFormStale(Scenario scenario) {
        var caseFile = CaseId.create();
        var matter = open(scenario, Accepted.by(ATTORNEY).of(caseFile).at(clock.instant()));
        matter = desk.schedule(hearing(matter), ATTORNEY);
        var day = LocalDate.ofInstant(matter.nextHearing().hearingAt(), Matter.PACIFIC);

        scenario.publish(new NeedsChanged(
                        caseFile,
                        Accepted.by(ATTORNEY).of(caseFile).heardOn(day),
                        TestMembers.VOLUNTEER.actor(),
                        clock.instant()))
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null);

        var after = desk.view(matter.id(), ATTORNEY);
        assertThat(after.notices()).isEmpty();
        assertThat(after.version()).isEqualTo(matter.version());
    }

    @Test
    void asksWhetherTheProviderKeepsTheCaseUntilItIsAnswered(Scenario scenario) {
        var accepted = accepted();
        var matter = open(scenario, accepted);
        scenario.publish(new PlacementQuestioned(
                        accepted.referral(),
                        accepted.caseFile(),
                        1,
                        accepted.reference(),
                        accepted.provider(),
                        Reopening.MOVED,
                        Objection.PLACE,
                        Actor.system(),
                        clock.instant()))
                .andWaitForStateChange(() -> news(matter))
                .andVerify(notice -> assertThat(notice.kind()).isEqualTo(NoticeKind.QUESTIONED));

        var seen = desk.acknowledge(
                new AcknowledgeNotices(
                        matter.id(), desk.view(matter.id(), ATTORNEY).version()),
                ATTORNEY);
        assertThat(seen.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.seenAt()).isNull());

        scenario.publish(new PlacementKept(
                        accepted.referral(),
                        accepted.caseFile(),
                        1,
                        accepted.reference(),
                        accepted.provider(),
                        ATTORNEY.actor(),
                        clock.instant()))
                .andWaitForStateChange(() ->
                        desk.view(matter.id(), ATTORNEY).notices().getFirst().seenAt());
    }

    @Test
    void endsTheServiceWhenTheCaseIsHandedBack(Scenario scenario) {
        var accepted = accepted();
        var matter = open(scenario, accepted);
        var handedBack = new ReferralHandedBack(
                accepted.referral(),
                accepted.caseFile(),
                1,
                accepted.reference(),
                accepted.provider(),
                Reopening.MOVED,
                accepted.scope(),
                ATTORNEY.actor(),
                clock.instant());

        scenario.publish(handedBack)
                .andWaitForEventOfType(MatterClosed.class)
                .matching(closed -> closed.referral().equals(accepted.referral()))
                .toArriveAndVerify(closed -> {
                    assertThat(closed.service()).isEqualTo(Outcome.VENUE_MOVED);
                    assertThat(closed.legal()).isNull();
                });
        assertThat(desk.view(matter.id(), ATTORNEY).open()).isFalse();
        scenario.publish(handedBack)
                .andWaitForStateChange(() -> outstanding() == 0 ? Boolean.TRUE : null)
                .andVerify(done -> assertThat(
                                desk.view(matter.id(), ATTORNEY).service().outcome())
                        .isEqualTo(Outcome.VENUE_MOVED));
    }

    @Test
    void tellsAHearingAndAReleaseInTheTransactionThatRecordsThem(Scenario scenario, PublishedEvents events) {
        var matter = open(scenario, accepted());

        matter = desk.schedule(hearing(matter), ATTORNEY);
        matter = desk.record(
                new RecordOutcome(matter.id(), matter.version(), Outcome.BOND_POSTED, today(), 500_000L, null),
                ATTORNEY);

        assertThat(events.ofType(HearingScheduled.class).matching(scheduled -> scheduled.nextHearing() != null))
                .hasSize(1);
        assertThat(events.ofType(CustodyChanged.class)).hasSize(1);
        assertThat(events.ofType(OutcomeRecorded.class)
                        .matching(recorded -> Long.valueOf(500_000L).equals(recorded.amountCents())))
                .hasSize(1);
        assertThat(matter.custody().status()).isEqualTo(CustodyStatus.RELEASED);
    }

    @Test
    void endsTheServiceWhenTheMatterIsClosed(Scenario scenario) {
        var accepted = accepted();
        var matter = open(scenario, accepted);

        scenario.stimulate(() -> desk.close(
                        new CloseMatter(matter.id(), matter.version(), Outcome.LOST_CONTACT, null, today()), ATTORNEY))
                .andWaitForEventOfType(MatterClosed.class)
                .matching(closed -> closed.referral().equals(accepted.referral()))
                .toArriveAndVerify(closed -> assertThat(closed.fund()).isEqualTo(accepted.fund()));
    }

    @Test
    void refusesWhatWasDecidedOnAnOldVersion(Scenario scenario) {
        var matter = open(scenario, accepted());
        desk.schedule(hearing(matter), ATTORNEY);

        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> desk.schedule(hearing(matter), ATTORNEY))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("stale-version"));
    }

    @Test
    void refusesCodesNoListKnows(Scenario scenario) {
        var matter = open(scenario, accepted());

        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> desk.schedule(
                        new ScheduleHearing(
                                matter.id(),
                                matter.version(),
                                ListCode.of("NOPE"),
                                CourtCode.of("ADL"),
                                clock.instant(),
                                HearingSource.CLIENT,
                                today()),
                        ATTORNEY))
                .satisfies(rejected -> assertThat(rejected.field()).isEqualTo("type"));
    }

    @Test
    void refusesToHandAMatterToAStranger(Scenario scenario) {
        var matter = open(scenario, accepted());

        for (var stranger : new MemberId[] {MemberId.create(), OTHER_ATTORNEY.member()}) {
            assertThatExceptionOfType(Rejected.class)
                    .isThrownBy(
                            () -> desk.transfer(new TransferMatter(matter.id(), matter.version(), stranger), ATTORNEY))
                    .satisfies(rejected -> assertThat(rejected.code()).isEqualTo("matter-no-colleague"));
        }
    }

    @Test
    void isNothingToOthers(Scenario scenario) {
        var matter = open(scenario, accepted());

        for (var other :
                new SignedIn[] {OTHER_ATTORNEY, TestMembers.LEAD, TestMembers.STEWARD, TestMembers.VOLUNTEER}) {
            assertThatExceptionOfType(NotFound.class).isThrownBy(() -> desk.view(matter.id(), other));
            assertThatExceptionOfType(NotFound.class)
                    .isThrownBy(() ->
                            desk.write(new WriteNote(matter.id(), matter.version(), PersonalText.of("x")), other));
        }
    }

    @Test
    void showsTheHotlineCodesAndNoNotes(Scenario scenario) {
        var accepted = accepted();
        var matter = open(scenario, accepted);
        desk.write(new WriteNote(matter.id(), matter.version(), PersonalText.of("CANARY-NOTE-4711")), ATTORNEY);

        var status = desk.statusOf(accepted.caseFile(), TestMembers.DISPATCHER);

        assertThat(status).singleElement().satisfies(known -> {
            assertThat(known.providerName()).isEqualTo("First Legal Aid");
            assertThat(known.toString()).doesNotContain("CANARY");
        });
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> desk.statusOf(accepted.caseFile(), TestMembers.LEAD));
    }

    @Test
    void letsNoNoteLeaveInAnEvent(Scenario scenario) {
        var matter = open(scenario, accepted());
        desk.write(new WriteNote(matter.id(), matter.version(), PersonalText.of("CANARY-EVENT-4711")), ATTORNEY);

        assertThat(jdbc.sql("SELECT count(*) FROM event_publication WHERE serialized_event LIKE '%CANARY%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(new WriteNote(matter.id(), 0, PersonalText.of("CANARY")).toString())
                .doesNotContain("CANARY");
        assertThat(desk.view(matter.id(), ATTORNEY).toString()).doesNotContain("CANARY");
    }

    private ReferralAccepted accepted() {
        return Accepted.by(ATTORNEY).at(clock.instant().minus(Duration.ofMinutes(5)));
    }

    private MatterView open(Scenario scenario, ReferralAccepted accepted) {
        var opened = new MatterView[1];
        scenario.publish(accepted)
                .andWaitForStateChange(
                        () -> desk.ofReferral(accepted.referral(), ATTORNEY).orElse(null))
                .andVerify(matter -> opened[0] = matter);
        return opened[0];
    }

    private MatterView.@Nullable NoticeView news(MatterView matter) {
        var notices = desk.view(matter.id(), ATTORNEY).notices();
        return notices.isEmpty() ? null : notices.getFirst();
    }

    private ScheduleHearing hearing(MatterView matter) {
        return new ScheduleHearing(
                matter.id(),
                matter.version(),
                ListCode.of("CY"),
                CourtCode.of("ADL"),
                clock.instant().plus(Duration.ofDays(5)),
                HearingSource.EOIR_NOTICE,
                today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Matter.PACIFIC);
    }

    private long failed() {
        return jdbc.sql("SELECT count(*) FROM event_publication WHERE status = 'FAILED'")
                .query(Long.class)
                .single();
    }

    private long outstanding() {
        return jdbc.sql("SELECT count(*) FROM event_publication")
                .query(Long.class)
                .single();
    }
}
