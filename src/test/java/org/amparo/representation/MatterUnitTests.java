package org.amparo.representation;

import static java.util.Objects.requireNonNull;
import static org.amparo.kernel.Service.BOND;
import static org.amparo.kernel.Service.FULL_REMOVAL_DEFENSE;
import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.membership.MemberId;
import org.amparo.support.TestCatalog;
import org.amparo.vault.Vault;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.util.ReflectionTestUtils;

class MatterUnitTests {

    /** Noon in Los Angeles, on a Monday. */
    private static final Instant NOW = Instant.parse("2026-03-16T19:00:00Z");

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 16);
    private static final Instant ACCEPTED = NOW.minus(Duration.ofDays(3));
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Actor BY = ATTORNEY.actor();

    private final Matter matter = Matter.open(Accepted.by(ATTORNEY).at(ACCEPTED), NOW);

    @Test
    void isOpenedForWhoeverAccepted() {
        assertThat(matter.attorney()).isEqualTo(ATTORNEY.member());
        assertThat(matter.serviceState()).isEqualTo(ServiceState.AWAITING_CONTACT);
        assertThat(matter.custodyFacility()).isEqualTo(TestCatalog.ADELANTO);
        assertThat(announced(matter)).singleElement().isInstanceOf(MatterOpened.class);
    }

    @Test
    void announcesWhatItsScopeLeavesUndone() {
        var bondOnly = Matter.open(
                Accepted.by(ATTORNEY)
                        .needing(BOND, FULL_REMOVAL_DEFENSE)
                        .doing(BOND)
                        .at(ACCEPTED),
                NOW);

        assertThat(bondOnly.residual()).containsExactly(FULL_REMOVAL_DEFENSE);
        assertThat(announced(bondOnly))
                .filteredOn(ScopeLimited.class::isInstance)
                .singleElement()
                .satisfies(limited ->
                        assertThat(((ScopeLimited) limited).remaining()).containsExactly(FULL_REMOVAL_DEFENSE));
    }

    @Test
    void announcesNothingRemainingWhenItDoesMoreThanAsked() {
        var more = Matter.open(
                Accepted.by(ATTORNEY)
                        .needing(BOND)
                        .doing(BOND, FULL_REMOVAL_DEFENSE)
                        .at(ACCEPTED),
                NOW);

        assertThat(more.residual()).isEmpty();
        assertThat(announced(more)).noneMatch(ScopeLimited.class::isInstance);
    }

    @Test
    void isNothingToAnotherOrganization() {
        assertThat(matter.readBy(PROVIDER)).isSameAs(matter);
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> matter.readBy(OTHER_PROVIDER));
    }

    @Test
    void isNotChangedOnAnOldVersion() {
        refused("stale-version", null, () -> matter.at(7));
    }

    @Test
    void announcesTheFirstContactWithWhenItHappened() {
        forget();

        contacted();

        assertThat(matter.serviceState()).isEqualTo(ServiceState.IN_PROGRESS);
        assertThat(announced(matter)).singleElement().satisfies(fact -> {
            var recorded = (ServiceRecorded) fact;
            assertThat(recorded.milestone()).isEqualTo(ServiceMilestone.FIRST_CONTACT);
            assertThat(recorded.on()).isEqualTo(NOW.minusSeconds(60));
            assertThat(recorded.at()).isEqualTo(NOW);
        });
    }

    @Test
    void hasOnlyOneFirstContact() {
        contacted();

        refused("matter-milestone-known", null, this::contacted);
    }

    @Test
    void refusesAContactWithoutHowBeforeTheOfferOrInTheFuture() {
        refused("matter-contact-how-missing", "how", () -> contact(NOW.minusSeconds(60), null));
        refused(
                "matter-before-offer",
                "on",
                () -> contact(ACCEPTED.minus(Duration.ofHours(2)), ContactMode.LEGAL_CALL));
        refused("matter-date-in-future", "on", () -> contact(NOW.plusSeconds(60), ContactMode.LEGAL_CALL));
    }

    @Test
    void tellsTheNextHearingWithEveryHearing() {
        forget();

        schedule(NOW.plus(Duration.ofDays(9)));
        schedule(NOW.plus(Duration.ofDays(4)));
        schedule(NOW.minus(Duration.ofDays(1)));

        assertThat(announced(matter))
                .extracting(fact -> ((HearingScheduled) fact).nextHearing())
                .containsExactly(TODAY.plusDays(9), TODAY.plusDays(4), TODAY.plusDays(4));
    }

    @Test
    void tellsThatNoHearingIsSetAnyMore() {
        schedule(NOW.plus(Duration.ofDays(4)));
        forget();

        conclude(HearingResult.VACATED, null);

        assertThat(announced(matter)).singleElement().satisfies(fact -> {
            assertThat(((HearingScheduled) fact).nextHearing()).isNull();
            assertThat(((HearingScheduled) fact).result()).isEqualTo(HearingResult.VACATED);
        });
    }

    @Test
    void movesAHearingUnderItsOwnId() {
        schedule(NOW.plus(Duration.ofDays(4)));
        var hearing = matter.hearings().getFirst();

        matter.change(
                new ChangeHearing(
                        matter.id(),
                        0,
                        hearing.id(),
                        hearing.type(),
                        hearing.court(),
                        NOW.plus(Duration.ofDays(12)),
                        HearingSource.COURT_STAFF,
                        TODAY),
                BY,
                NOW);

        assertThat(matter.hearings()).singleElement().satisfies(moved -> {
            assertThat(moved.id()).isEqualTo(hearing.id());
            assertThat(moved.hearingAt()).isEqualTo(NOW.plus(Duration.ofDays(12)));
        });
    }

    @Test
    void refusesAResultThatCannotBe() {
        schedule(NOW.plus(Duration.ofDays(4)));

        refused("matter-hearing-ahead", "result", () -> conclude(HearingResult.HELD, null));
        refused("matter-adjournment-missing", "adjournment", () -> conclude(HearingResult.ADJOURNED, null));
        refused(
                "matter-adjournment-misplaced",
                "adjournment",
                () -> conclude(HearingResult.VACATED, ListCode.of("01")));
        conclude(HearingResult.ADJOURNED, ListCode.of("01"));
        refused("matter-hearing-concluded", null, () -> conclude(HearingResult.VACATED, null));
    }

    @Test
    void refusesHearingsNoCalendarHas() {
        refused("matter-date-too-late", "hearingAt", () -> schedule(NOW.plus(Duration.ofDays(9_000))));
        refused("matter-date-too-early", "hearingAt", () -> schedule(NOW.minus(Duration.ofDays(9_000))));
        refused(
                "matter-date-in-future",
                "lastVerified",
                () -> matter.schedule(
                        new ScheduleHearing(
                                matter.id(),
                                0,
                                ListCode.of("CY"),
                                CourtCode.of("ADL"),
                                NOW,
                                HearingSource.CLIENT,
                                TODAY.plusDays(1)),
                        BY,
                        NOW));
    }

    @Test
    void releasesThePersonWhenBondIsPosted() {
        forget();

        outcome(Outcome.BOND_POSTED, TODAY, 500_000L, null);

        assertThat(matter.custodyStatus()).isEqualTo(CustodyStatus.RELEASED);
        assertThat(matter.custodyFacility()).isNull();
        assertThat(announced(matter)).hasSize(2).anySatisfy(fact -> {
            assertThat(((OutcomeRecorded) fact).amountCents()).isEqualTo(500_000L);
        });
        assertThat(announced(matter))
                .filteredOn(CustodyChanged.class::isInstance)
                .singleElement()
                .satisfies(fact -> assertThat(((CustodyChanged) fact).custody()).isEqualTo(CustodyStatus.RELEASED));
    }

    @Test
    void keepsTheTracksApart() {
        outcome(Outcome.BOND_GRANTED, TODAY, 500_000L, null);
        outcome(Outcome.ASYLUM, TODAY, null, null);

        assertThat(matter.custodyStatus()).isEqualTo(CustodyStatus.DETAINED);
        assertThat(matter.legalOutcome()).isEqualTo(Outcome.ASYLUM);
        assertThat(matter.serviceState()).isEqualTo(ServiceState.AWAITING_CONTACT);
    }

    @Test
    void keepsTheYoungestLegalOutcomeWhenAnOlderOneIsAddedLater() {
        outcome(Outcome.REMANDED, TODAY, null, null);
        outcome(Outcome.REMOVAL_ORDER, TODAY.minusDays(30), null, null);

        assertThat(matter.legalOutcome()).isEqualTo(Outcome.REMANDED);
        assertThat(matter.outcomes()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"BOND_SET", "BOND_GRANTED", "BOND_POSTED"},
            mode = EnumSource.Mode.EXCLUDE)
    void refusesAnAmountWhereItMeansNothing(Outcome outcome) {
        var code = outcome.track() == Track.SERVICE ? "matter-outcome-closes" : "matter-amount-misplaced";

        refused(code, null, () -> outcome(outcome, TODAY, 0L, null));
        refused(code, null, () -> outcome(outcome, TODAY, 500_000L, null));
    }

    @Test
    void refusesABondWithoutAmountOfNothingOrOfMillions() {
        refused("matter-amount-missing", "amountCents", () -> outcome(Outcome.BOND_SET, TODAY, null, null));
        refused("matter-amount-missing", "amountCents", () -> outcome(Outcome.BOND_GRANTED, TODAY, null, null));
        refused("matter-amount-not-positive", "amountCents", () -> outcome(Outcome.BOND_SET, TODAY, 0L, null));
        refused("matter-amount-not-positive", "amountCents", () -> outcome(Outcome.BOND_SET, TODAY, -1L, null));
        refused("matter-amount-too-high", "amountCents", () -> outcome(Outcome.BOND_SET, TODAY, 100_000_001L, null));
    }

    @Test
    void refusesOutcomesOfTomorrowAndOfLongAgo() {
        refused("matter-date-in-future", "on", () -> outcome(Outcome.ASYLUM, TODAY.plusDays(1), null, null));
        refused("matter-date-too-early", "on", () -> outcome(Outcome.ASYLUM, TODAY.minusYears(2), null, null));
    }

    @Test
    void livesByPacificDays() {
        var lateEvening = Instant.parse("2026-03-17T05:30:00Z"); // still the 16th in Los Angeles

        refused(
                "matter-date-in-future",
                "on",
                () -> matter.record(
                        new RecordOutcome(matter.id(), 0, Outcome.ASYLUM, TODAY.plusDays(1), null, null),
                        BY,
                        lateEvening));
    }

    @Test
    void asksForTheFacilityOfATransferAndOfNothingElse() {
        refused("matter-facility-missing", "facility", () -> outcome(Outcome.TRANSFERRED, TODAY, null, null));
        refused(
                "matter-facility-misplaced",
                "facility",
                () -> outcome(Outcome.BOND_DENIED, TODAY, null, TestCatalog.OTAY_MESA));
        refused(
                "matter-facility-misplaced",
                "facility",
                () -> matter.observe(
                        new ObserveCustody(matter.id(), 0, CustodyStatus.RELEASED, TestCatalog.OTAY_MESA, NOW),
                        BY,
                        NOW));

        outcome(Outcome.TRANSFERRED, TODAY, null, TestCatalog.OTAY_MESA);

        assertThat(matter.custodyFacility()).isEqualTo(TestCatalog.OTAY_MESA);
    }

    @Test
    void doesNotLetAnOlderSightingOverwriteAYoungerOne() {
        outcome(Outcome.BOND_POSTED, TODAY, 500_000L, null);

        matter.observe(
                new ObserveCustody(
                        matter.id(), 0, CustodyStatus.DETAINED, TestCatalog.OTAY_MESA, NOW.minus(Duration.ofDays(2))),
                BY,
                NOW);

        assertThat(matter.custodyStatus()).isEqualTo(CustodyStatus.RELEASED);
        assertThat(matter.observations()).hasSize(3);
    }

    @Test
    void writesNewsFromOthersOnceUntilSomebodySawThem() {
        var news = moved(TestCatalog.OTAY_MESA, NOW.minusSeconds(30));

        matter.notice(news, NOW).notice(news, NOW);

        assertThat(matter.notices()).singleElement().extracting(Notice::seenAt).isNull();
        matter.acknowledge(NOW);
        assertThat(matter.notices()).singleElement().extracting(Notice::seenAt).isEqualTo(NOW);
    }

    @Test
    void takesWhatItToldItselfForNoNews() {
        outcome(Outcome.TRANSFERRED, TODAY, null, TestCatalog.OTAY_MESA);

        matter.notice(moved(TestCatalog.OTAY_MESA, NOW), NOW);

        assertThat(matter.notices()).isEmpty();
    }

    @Test
    void refusesNotesThatSayNothingOrTooMuch() {
        refused("required", "text", () -> note("  "));
        refused("too-long", "text", () -> note("x".repeat(10_001)));
        note("x".repeat(10_000));
    }

    @Test
    void goesToAColleague() {
        forget();
        var colleague = MemberId.create();

        matter.transfer(colleague, BY, NOW);

        assertThat(matter.attorney()).isEqualTo(colleague);
        assertThat(announced(matter)).singleElement().isInstanceOf(MatterTransferred.class);
        refused("matter-attorney-already", "to", () -> matter.transfer(colleague, BY, NOW));
    }

    @Test
    void closesWithHowItEndedAndWhatDecidedIt() {
        contacted();
        outcome(Outcome.ASYLUM, TODAY, null, null);
        forget();

        close(Outcome.COMPLETED, Outcome.ASYLUM);

        assertThat(matter.isOpen()).isFalse();
        assertThat(announced(matter)).singleElement().satisfies(fact -> {
            assertThat(((MatterClosed) fact).legal()).isEqualTo(Outcome.ASYLUM);
            assertThat(((MatterClosed) fact).service()).isEqualTo(Outcome.COMPLETED);
        });
    }

    @Test
    void recordsTheDecidingOutcomeWhenClosingIsTheFirstToSayIt() {
        contacted();
        forget();

        close(Outcome.COMPLETED, Outcome.TERMINATION);

        assertThat(matter.legalOutcome()).isEqualTo(Outcome.TERMINATION);
        assertThat(announced(matter)).hasSize(2).first().isInstanceOf(OutcomeRecorded.class);
    }

    @Test
    void refusesAClosingThatTellsTooLittle() {
        refused("matter-closing-without-contact", "service", () -> close(Outcome.COMPLETED, null));
        refused("matter-outcome-of-service", "service", () -> close(Outcome.ASYLUM, null));
        refused("matter-outcome-of-legal", "legal", () -> close(Outcome.WITHDREW, Outcome.BOND_POSTED));
        refused("matter-outcome-undecided", "legal", () -> close(Outcome.WITHDREW, Outcome.APPEALED_TO_BIA));
        var full = Matter.open(Accepted.by(ATTORNEY).doing(FULL_REMOVAL_DEFENSE).at(ACCEPTED), NOW);
        full.record(firstContact(full, NOW.minusSeconds(60), ContactMode.PHONE), BY, NOW);
        refused(
                "matter-deciding-outcome-missing",
                "legal",
                () -> full.close(new CloseMatter(full.id(), 0, Outcome.COMPLETED, null, TODAY), BY, NOW));
    }

    @Test
    void closesWithoutContactWhenTheServiceWasNotCompleted() {
        close(Outcome.LOST_CONTACT, null);

        assertThat(matter.serviceState()).isEqualTo(ServiceState.ENDED);
    }

    @Test
    void takesNoMoreOnceClosed() {
        close(Outcome.WITHDREW, null);

        refused("matter-closed", null, this::contacted);
        refused("matter-closed", null, () -> schedule(NOW));
        refused("matter-closed", null, () -> outcome(Outcome.ASYLUM, TODAY, null, null));
        refused("matter-closed", null, () -> note("late"));
        refused("matter-closed", null, () -> matter.transfer(MemberId.create(), BY, NOW));
        refused("matter-closed", null, () -> close(Outcome.WITHDREW, null));
    }

    @Test
    void opensAgainWithinAMonthAndTakesBackWhatItsClosingSaid() {
        close(Outcome.WITHDREW, null);
        forget();

        matter.reopen(ReopenReason.CLOSED_BY_MISTAKE, MONTH, BY, NOW.plus(Duration.ofDays(30)));

        assertThat(matter.isOpen()).isTrue();
        assertThat(announced(matter))
                .singleElement()
                .satisfies(fact -> assertThat(((MatterReopened) fact).service()).isEqualTo(Outcome.WITHDREW));
    }

    @Test
    void staysClosedAfterAMonth() {
        refused("matter-open", null, () -> matter.reopen(ReopenReason.CLOSED_BY_MISTAKE, MONTH, BY, NOW));
        close(Outcome.WITHDREW, null);
        refused(
                "matter-reopen-late",
                null,
                () -> matter.reopen(ReopenReason.CLOSED_BY_MISTAKE, MONTH, BY, NOW.plus(Duration.ofDays(31))));
    }

    @Test
    void settlesADeadlineOnce() {
        matter.set(new SetDeadline(matter.id(), 0, DeadlineKind.BIA_APPEAL, TODAY.plusDays(10)), NOW);
        var deadline = matter.deadlines().getFirst().id();

        matter.meet(new MeetDeadline(matter.id(), 0, deadline, TODAY), NOW);

        assertThat(matter.deadlines().getFirst().isOpen()).isFalse();
        refused("matter-deadline-settled", null, () -> matter.drop(new DropDeadline(matter.id(), 0, deadline), NOW));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> matter.drop(new DropDeadline(matter.id(), 0, DeadlineId.create()), NOW));
    }

    private void contacted() {
        contact(NOW.minusSeconds(60), ContactMode.LEGAL_CALL);
    }

    private void contact(Instant on, @Nullable ContactMode how) {
        matter.record(firstContact(matter, on, how), BY, NOW);
    }

    private static RecordMilestone firstContact(Matter matter, Instant on, @Nullable ContactMode how) {
        return new RecordMilestone(matter.id(), 0, ServiceMilestone.FIRST_CONTACT, on, how);
    }

    private void schedule(Instant at) {
        matter.schedule(
                new ScheduleHearing(
                        matter.id(), 0, ListCode.of("CY"), CourtCode.of("ADL"), at, HearingSource.EOIR_NOTICE, TODAY),
                BY,
                NOW);
    }

    private void conclude(HearingResult result, @Nullable ListCode adjournment) {
        matter.conclude(
                new RecordHearingResult(
                        matter.id(), 0, matter.hearings().getFirst().id(), result, adjournment),
                BY,
                NOW);
    }

    private void outcome(Outcome outcome, LocalDate on, @Nullable Long amountCents, @Nullable FacilityCode facility) {
        matter.record(new RecordOutcome(matter.id(), 0, outcome, on, amountCents, facility), BY, NOW);
    }

    private void note(String text) {
        matter.write(new WriteNote(matter.id(), 0, PersonalText.of(text)), new Notes(mock(Vault.class)), BY, NOW);
    }

    private void close(Outcome service, @Nullable Outcome legal) {
        matter.close(new CloseMatter(matter.id(), 0, service, legal, TODAY), BY, NOW);
    }

    private static Notice moved(FacilityCode to, Instant at) {
        return new Notice(NoticeKind.MOVED, TestCatalog.ADELANTO, to, at, null);
    }

    private void forget() {
        ReflectionTestUtils.invokeMethod(matter, "clearDomainEvents");
    }

    private static List<Accountable> announced(Matter matter) {
        Collection<?> facts = ReflectionTestUtils.invokeMethod(matter, "domainEvents");
        return requireNonNull(facts).stream().map(Accountable.class::cast).toList();
    }

    private static void refused(String code, @Nullable String field, ThrowingCallable deed) {
        assertThatExceptionOfType(Rejected.class).isThrownBy(deed).satisfies(rejected -> {
            assertThat(rejected.code()).isEqualTo(code);
            if (field != null) {
                assertThat(rejected.field()).isEqualTo(field);
            }
        });
    }
}
