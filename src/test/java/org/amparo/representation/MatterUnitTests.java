package org.amparo.representation;

import static org.amparo.kernel.Service.BOND;
import static org.amparo.kernel.Service.FULL_REMOVAL_DEFENSE;
import static org.amparo.representation.Kept.ACCEPTED;
import static org.amparo.representation.Kept.BY;
import static org.amparo.representation.Kept.NOW;
import static org.amparo.representation.Kept.TODAY;
import static org.amparo.support.Deeds.announced;
import static org.amparo.support.Deeds.refused;
import static org.amparo.support.Deeds.saved;
import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.Actor;
import org.amparo.kernel.NotFound;
import org.amparo.membership.MemberId;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.support.TestCatalog;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatterUnitTests {

    private static final Duration MONTH = Duration.ofDays(30);

    private final Kept kept = new Kept();
    private final Matter matter = kept.matter;

    @Test
    void isOpenedForWhoeverAccepted() {
        assertThat(matter.attorney()).isEqualTo(ATTORNEY.member());
        assertThat(matter.serviceState()).isEqualTo(ServiceState.AWAITING_CONTACT);
        assertThat(announced(matter)).singleElement().isInstanceOf(MatterOpened.class);
    }

    @Test
    void takesWithItWhatWasAccepted() {
        var accepted = Accepted.by(ATTORNEY)
                .needing(BOND, FULL_REMOVAL_DEFENSE)
                .doing(BOND)
                .at(ACCEPTED);
        var opened = Matter.open(accepted, NOW);

        assertThat(opened).satisfies(kept -> {
            assertThat(kept.caseFile()).isEqualTo(accepted.caseFile());
            assertThat(kept.round()).isEqualTo(accepted.round());
            assertThat(kept.referral()).isEqualTo(accepted.referral());
            assertThat(kept.reference()).isEqualTo(accepted.reference());
            assertThat(kept.provider()).isEqualTo(PROVIDER);
            assertThat(kept.fund()).isEqualTo(accepted.fund());
            assertThat(kept.needs()).containsExactlyInAnyOrder(BOND, FULL_REMOVAL_DEFENSE);
            assertThat(kept.scope()).containsExactly(BOND);
            assertThat(kept.openedAt()).isEqualTo(ACCEPTED);
            assertThat(kept.custodyStatus()).isEqualTo(CustodyStatus.DETAINED);
            assertThat(kept.custodyFacility()).isEqualTo(TestCatalog.ADELANTO);
            assertThat(kept.custodyObservedAt()).isEqualTo(ACCEPTED);
        });
        assertThat(announced(opened))
                .contains(new MatterOpened(
                        opened.id(),
                        accepted.caseFile(),
                        accepted.round(),
                        accepted.referral(),
                        PROVIDER,
                        accepted.fund(),
                        Set.of(BOND),
                        Set.of(FULL_REMOVAL_DEFENSE),
                        BY,
                        ACCEPTED));
    }

    @Test
    void isOpenedByNobodyButAMember() {
        var accepted = Accepted.by(ATTORNEY).at(ACCEPTED);
        var byItself = new ReferralAccepted(
                accepted.referral(),
                accepted.caseFile(),
                accepted.round(),
                accepted.reference(),
                accepted.provider(),
                accepted.fund(),
                accepted.urgency(),
                accepted.scope(),
                accepted.facts(),
                accepted.offeredAt(),
                Actor.system(),
                ACCEPTED);

        assertThatIllegalArgumentException().isThrownBy(() -> Matter.open(byItself, NOW));
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
        assertThat(matter.at(0)).isSameAs(matter);
        refused("stale-version", () -> matter.at(7));
    }

    @Test
    void announcesTheFirstContactWithWhenItHappened() {
        saved(matter);

        kept.contacted();

        assertThat(matter.serviceState()).isEqualTo(ServiceState.IN_PROGRESS);
        assertThat(matter.firstContactAt()).isEqualTo(NOW.minusSeconds(60));
        assertThat(matter.milestones())
                .containsExactly(new Milestone(
                        ServiceMilestone.FIRST_CONTACT,
                        NOW.minusSeconds(60),
                        ContactMode.LEGAL_CALL,
                        ATTORNEY.member().value(),
                        NOW));
        assertThat(announced(matter))
                .containsExactly(new ServiceRecorded(
                        matter.id(),
                        matter.caseFile(),
                        PROVIDER,
                        ServiceMilestone.FIRST_CONTACT,
                        NOW.minusSeconds(60),
                        BY,
                        NOW));
    }

    @Test
    void agreesOnceAndGoesToHearingsOften() {
        kept.contacted();
        kept.record(ServiceMilestone.CLIENT_AGREED, NOW, null);
        kept.record(ServiceMilestone.HEARING_ATTENDED, NOW, null);
        kept.record(ServiceMilestone.HEARING_ATTENDED, NOW, null);

        assertThat(matter.milestones()).hasSize(4);
        assertThat(matter.firstContactAt()).isEqualTo(NOW.minusSeconds(60));
        refused("matter-milestone-known", () -> kept.record(ServiceMilestone.CLIENT_AGREED, NOW, null));
    }

    @Test
    void takesAContactInTheMinuteOfTheOfferAndInThisOne() {
        var offered = Instant.parse("2026-03-13T18:00:40Z");
        var toldInMinutes = Instant.parse("2026-03-13T18:00:00Z");
        var atOnce = new Kept(Matter.open(Accepted.by(ATTORNEY).at(offered.plusSeconds(3_600)), NOW));

        assertThat(atOnce.contact(toldInMinutes, ContactMode.PHONE).firstContactAt())
                .isEqualTo(toldInMinutes);
        assertThat(kept.contact(NOW, ContactMode.PHONE).firstContactAt()).isEqualTo(NOW);
    }

    @Test
    void hasOnlyOneFirstContact() {
        kept.contacted();

        refused("matter-milestone-known", kept::contacted);
    }

    @Test
    void refusesAContactWithoutHowBeforeTheOfferOrInTheFuture() {
        refused("matter-contact-how-missing", "how", () -> kept.contact(NOW.minusSeconds(60), null));
        refused(
                "matter-before-offer",
                "on",
                () -> kept.contact(ACCEPTED.minus(Duration.ofHours(2)), ContactMode.LEGAL_CALL));
        refused("matter-date-in-future", "on", () -> kept.contact(NOW.plusSeconds(60), ContactMode.LEGAL_CALL));
    }

    @Test
    void refusesNotesThatSayNothingOrTooMuch() {
        refused("required", "text", () -> kept.note("  "));
        refused("too-long", "text", () -> kept.note("x".repeat(10_001)));

        assertThat(kept.note("x".repeat(10_000)).notes()).singleElement().satisfies(note -> {
            assertThat(note.text()).isEqualTo(new byte[] {1});
            assertThat(note.writtenBy()).isEqualTo(ATTORNEY.member().value());
            assertThat(note.writtenAt()).isEqualTo(NOW);
        });
    }

    @Test
    void goesToAColleague() {
        saved(matter);
        var colleague = MemberId.create();

        assertThat(matter.transfer(colleague, BY, NOW).attorney()).isEqualTo(colleague);
        assertThat(announced(matter))
                .containsExactly(new MatterTransferred(
                        matter.id(), matter.caseFile(), PROVIDER, ATTORNEY.member(), colleague, BY, NOW));
        refused("matter-attorney-already", "to", () -> matter.transfer(colleague, BY, NOW));
    }

    @Test
    void tellsWhetherADeedIsAnnounced() {
        assertThat(matter.announcesNothing()).as("its opening is").isFalse();
        saved(matter);
        assertThat(kept.note("called the sister").announcesNothing()).isTrue();
    }

    @Test
    void closesWithHowItEndedAndWhatDecidedIt() {
        kept.contacted();
        kept.outcome(Outcome.ASYLUM);
        saved(matter);

        kept.close(Outcome.COMPLETED, Outcome.ASYLUM, TODAY.minusDays(1));

        assertThat(matter.isOpen()).isFalse();
        assertThat(matter.closedAt()).isEqualTo(NOW);
        assertThat(matter.serviceEndedOn()).isEqualTo(TODAY.minusDays(1));
        assertThat(matter.serviceOutcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(matter.decidingOutcome()).isEqualTo(Outcome.ASYLUM);
        assertThat(announced(matter)).containsExactly(closed(Outcome.ASYLUM, Outcome.COMPLETED));
    }

    @Test
    void recordsTheDecidingOutcomeWhenClosingIsTheFirstToSayIt() {
        kept.contacted();
        kept.outcome(Outcome.REMOVAL_ORDER, TODAY.minusDays(2), null, null);
        saved(matter);

        assertThat(kept.close(Outcome.COMPLETED, Outcome.TERMINATION).legalOutcome())
                .isEqualTo(Outcome.TERMINATION);
        assertThat(announced(matter))
                .containsExactly(
                        new OutcomeRecorded(
                                matter.id(),
                                matter.caseFile(),
                                PROVIDER,
                                matter.fund(),
                                Outcome.TERMINATION,
                                TODAY,
                                null,
                                BY,
                                NOW),
                        closed(Outcome.TERMINATION, Outcome.COMPLETED));
    }

    @Test
    void refusesAClosingThatTellsTooLittle() {
        refused("matter-closing-without-contact", "service", () -> kept.close(Outcome.COMPLETED, null));
        refused("matter-outcome-of-service", "service", () -> kept.close(Outcome.ASYLUM, null));
        refused("matter-outcome-of-legal", "legal", () -> kept.close(Outcome.WITHDREW, Outcome.BOND_POSTED));
        refused("matter-outcome-undecided", "legal", () -> kept.close(Outcome.WITHDREW, Outcome.APPEALED_TO_BIA));
        var full = new Kept(
                Matter.open(Accepted.by(ATTORNEY).doing(FULL_REMOVAL_DEFENSE).at(ACCEPTED), NOW));
        full.contacted();
        refused("matter-deciding-outcome-missing", "legal", () -> full.close(Outcome.COMPLETED, null));
    }

    @Test
    void endsBetweenTheDayItWasOpenedAndToday() {
        var opening = TODAY.minusDays(3);
        refused("matter-before-opening", "on", () -> kept.close(Outcome.WITHDREW, null, opening.minusDays(1)));
        refused("matter-date-in-future", "on", () -> kept.close(Outcome.WITHDREW, null, TODAY.plusDays(1)));

        assertThat(kept.close(Outcome.WITHDREW, null, opening).serviceEndedOn()).isEqualTo(opening);
    }

    @Test
    void closesWithoutContactWhenTheServiceWasNotCompleted() {
        kept.close(Outcome.LOST_CONTACT, null);

        assertThat(matter.serviceState()).isEqualTo(ServiceState.ENDED);
    }

    @Test
    void takesNoMoreOnceClosed() {
        var hearing = kept.schedule(NOW).hearings().getFirst().id();
        var deadline = kept.due(TODAY).deadlines().getFirst().id();
        kept.close(Outcome.WITHDREW, null);

        List<ThrowingCallable> deeds = List.of(
                kept::contacted,
                () -> kept.schedule(NOW),
                () -> kept.change(hearing, NOW),
                () -> kept.conclude(hearing, HearingResult.HELD, null),
                () -> kept.due(TODAY),
                () -> kept.meet(deadline, TODAY),
                () -> kept.drop(deadline),
                () -> kept.observe(CustodyStatus.RELEASED, null, NOW),
                () -> kept.outcome(Outcome.ASYLUM),
                () -> kept.note("late"),
                () -> matter.transfer(MemberId.create(), BY, NOW),
                () -> matter.acknowledge(NOW),
                () -> kept.close(Outcome.WITHDREW, null));
        assertThat(deeds).allSatisfy(deed -> refused("matter-closed", deed));
    }

    @Test
    void opensAgainWithinAMonthAndTakesBackWhatItsClosingSaid() {
        kept.contacted();
        kept.close(Outcome.COMPLETED, Outcome.TERMINATION);
        saved(matter);
        var later = NOW.plus(MONTH);

        assertThat(matter.isReopenable(MONTH, later)).isTrue();
        assertThat(matter.reopen(ReopenReason.OUTCOME_CORRECTED, MONTH, BY, later))
                .satisfies(opened -> {
                    assertThat(opened.isOpen()).isTrue();
                    assertThat(opened.closedAt()).isNull();
                    assertThat(opened.serviceState()).isEqualTo(ServiceState.IN_PROGRESS);
                    assertThat(opened.serviceOutcome()).isNull();
                    assertThat(opened.serviceEndedOn()).isNull();
                    assertThat(opened.decidingOutcome()).isNull();
                });
        assertThat(announced(matter))
                .containsExactly(new MatterReopened(
                        matter.id(),
                        matter.caseFile(),
                        matter.round(),
                        matter.referral(),
                        PROVIDER,
                        matter.fund(),
                        Outcome.TERMINATION,
                        Outcome.COMPLETED,
                        ReopenReason.OUTCOME_CORRECTED,
                        BY,
                        later));
    }

    @Test
    void staysClosedAfterAMonth() {
        assertThat(matter.isReopenable(MONTH, NOW)).as("it is open").isFalse();
        refused("matter-open", () -> matter.reopen(ReopenReason.CLOSED_BY_MISTAKE, MONTH, BY, NOW));
        kept.close(Outcome.WITHDREW, null);
        var late = NOW.plus(MONTH).plusSeconds(1);

        assertThat(matter.isReopenable(MONTH, late)).isFalse();
        refused("matter-reopen-late", () -> matter.reopen(ReopenReason.CLOSED_BY_MISTAKE, MONTH, BY, late));
    }

    @Test
    void endsOnceWhenItIsHandedBack() {
        var question = new Notice(NoticeKind.QUESTIONED, null, null, NOW.minusSeconds(30), null);
        saved(matter.notice(question, NOW));

        matter.handBack(Outcome.VENUE_MOVED, BY, NOW).handBack(Outcome.WITHDREW, BY, NOW.plusSeconds(1));

        assertThat(matter.serviceOutcome()).isEqualTo(Outcome.VENUE_MOVED);
        assertThat(matter.serviceEndedOn()).isEqualTo(TODAY);
        assertThat(matter.closedAt()).isEqualTo(NOW);
        assertThat(matter.notices()).containsExactly(question.seen(NOW));
        assertThat(announced(matter)).containsExactly(closed(null, Outcome.VENUE_MOVED));
    }

    private MatterClosed closed(@Nullable Outcome legal, Outcome service) {
        return new MatterClosed(
                matter.id(),
                matter.caseFile(),
                matter.round(),
                matter.referral(),
                PROVIDER,
                matter.fund(),
                legal,
                service,
                BY,
                NOW);
    }
}
