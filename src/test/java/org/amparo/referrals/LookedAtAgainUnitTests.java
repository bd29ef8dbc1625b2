package org.amparo.referrals;

import static org.amparo.support.Deeds.announced;
import static org.amparo.support.Deeds.refused;
import static org.amparo.support.Deeds.saved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Service;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Something changed while an offer was out, or after it was taken: it is held, hastened, kept, taken back or asked about. */
class LookedAtAgainUnitTests {

    private static final Instant NOW = MovableClock.START;
    private static final Instant DUE = NOW.plus(Duration.ofHours(24));
    private static final Instant TOLD = NOW.plusSeconds(600);
    private static final Instant LOOKED = TOLD.plusSeconds(5);
    private static final LegalClock.Due AS_BEFORE = new LegalClock.Due(DUE, DueReason.ANSWER_TIME);
    private static final LegalClock.Due SOONER = new LegalClock.Due(NOW.plus(Duration.ofHours(14)), DueReason.HEARING);
    private static final Actor ATTORNEY = TestMembers.ATTORNEY.actor();
    private static final Actor VOLUNTEER = TestMembers.VOLUNTEER.actor();

    private final Referral offer = saved(Offered.by(Route.IN_ORDER).offer());

    @Test
    void takesNoYesWhileItIsHeld() {
        var cleared = saved(Offered.by(Route.IN_ORDER).offer().clearConflicts(ATTORNEY, NOW));
        assertThat(cleared.isHeld()).isFalse();

        assertThat(cleared.hold(TOLD).isHeld()).isTrue();

        refused("offer-held", () -> cleared.accept(Set.of(), Cases.facts().build(), ATTORNEY, LOOKED));
        refused("offer-held", () -> offer.hold(TOLD).clearConflicts(ATTORNEY, LOOKED));
        assertThat(announced(cleared)).isEmpty();
        assertThat(announced(offer)).isEmpty();
    }

    @Test
    void mayBeOpenedAndDeclinedWhileItIsHeld() {
        offer.hold(TOLD).view(ATTORNEY, LOOKED).decline(DeclineReason.LANGUAGE, null, ATTORNEY, LOOKED);

        assertThat(offer.getStatus()).isEqualTo(ReferralStatus.DECLINED);
        assertThat(offer.isHeld()).as("what has ended is not held").isFalse();
    }

    @Test
    void endsSoonerAtOnceWhenTheLegalClockMoves() {
        offer.hasten(SOONER, VOLUNTEER, TOLD);

        assertThat(offer.getAnswerDue()).isEqualTo(SOONER.at());
        assertThat(offer.getDueBecause()).isEqualTo(DueReason.HEARING);
        assertThat(announced(offer)).containsExactly(dueChanged(SOONER, VOLUNTEER));
    }

    @Test
    void neverEndsLaterWithoutAnotherLook() {
        for (var due : List.of(AS_BEFORE, new LegalClock.Due(DUE.plusSeconds(1), DueReason.REMOVAL_RISK))) {
            assertThat(offer.hasten(due, VOLUNTEER, TOLD).getAnswerDue()).isEqualTo(DUE);
            assertThat(offer.getDueBecause()).isEqualTo(DueReason.ANSWER_TIME);
        }
        assertThat(announced(offer)).isEmpty();
    }

    @Test
    void isConcernedByALookUnlessALaterChangeFollowsOrItsTimeIsOver() {
        assertThat(offer.isAskedAbout(TOLD, LOOKED)).as("nothing holds it").isTrue();
        assertThat(offer.isAskedAbout(TOLD, DUE)).isFalse();

        offer.hold(TOLD);

        assertThat(offer.isAskedAbout(TOLD.minusSeconds(1), LOOKED))
                .as("what was told before says nothing about what was told since")
                .isFalse();
        assertThat(offer.isAskedAbout(TOLD, LOOKED)).isTrue();
        assertThat(offer.isAskedAbout(TOLD, DUE.minusSeconds(1))).isTrue();
        assertThat(offer.isAskedAbout(TOLD, DUE)).isFalse();
    }

    @Test
    void takesAYesAgainOnceItIsKept() {
        assertThat(offer.getLooked()).isNull();

        var again = offer.hold(TOLD).keep(Reopening.MOVED, null, TOLD, AS_BEFORE, Actor.system(), LOOKED);

        assertThat(offer.isHeld()).isFalse();
        assertThat(offer.getLooked()).isEqualTo(new Looked(LOOKED, Reopening.MOVED, null, null));
        assertThat(announced(offer)).containsExactly(kept(Reopening.MOVED));
        assertThat(again.clearConflicts(ATTORNEY, LOOKED)
                        .accept(Set.of(), Cases.facts().build(), ATTORNEY, LOOKED)
                        .getStatus())
                .isEqualTo(ReferralStatus.ACCEPTED);
    }

    @Test
    void saysUpToWhenAnAnswerHadCountedBefore() {
        offer.keep(Reopening.HEARING, null, TOLD, SOONER, Actor.system(), LOOKED);

        assertThat(offer.getAnswerDue()).isEqualTo(SOONER.at());
        assertThat(offer.getLooked()).isEqualTo(new Looked(LOOKED, Reopening.HEARING, DUE, null));
        assertThat(announced(offer)).containsExactly(dueChanged(SOONER, Actor.system()), kept(Reopening.HEARING));
    }

    @Test
    void isNotKeptWhenItHasEnded() {
        var declined = offer.decline(DeclineReason.NO_CAPACITY, null, ATTORNEY, NOW);

        refused("offer-declined", () -> declined.keep(Reopening.MOVED, null, TOLD, SOONER, Actor.system(), LOOKED));
        assertThat(declined.getAnswerDue()).isEqualTo(DUE);
        assertThat(declined.getLooked()).isNull();
    }

    @Test
    void isTakenBackForWhatStandsAgainstItNow() {
        var gone = offer.hold(TOLD).recall(Reopening.MOVED, Objection.PLACE, Actor.system(), LOOKED);

        assertThat(gone.getStatus()).isEqualTo(ReferralStatus.WITHDRAWN);
        assertThat(offer.getWithdrawReason()).isEqualTo(WithdrawReason.FACTS_CHANGED);
        assertThat(offer.getObjection()).isEqualTo(Objection.PLACE);
        assertThat(offer.getLooked()).isEqualTo(new Looked(LOOKED, Reopening.MOVED, null, null));
        assertThat(announced(offer))
                .containsExactly(new ReferralWithdrawn(
                        offer.getId(),
                        offer.getCaseFile(),
                        1,
                        offer.getReference(),
                        TestMembers.PROVIDER,
                        WithdrawReason.FACTS_CHANGED,
                        Actor.system(),
                        LOOKED));
        refused("offer-withdrawn", () -> offer.recall(Reopening.MOVED, Objection.LANGUAGE, Actor.system(), LOOKED));
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void isTakenBackFromEverybodyWhenThePersonIsElsewhereOrTheProviderSuspended(Route route) {
        for (var because : List.of(Reopening.MOVED, Reopening.RELEASED, Reopening.SUSPENDED)) {
            assertThat(counts(Offered.by(route).offer(), because)).isTrue();
        }
    }

    @Test
    void staysWithWhomADispatcherChoseKnowingTheRules() {
        for (var because : List.of(
                Reopening.HEARING, Reopening.FACTS, Reopening.CAPACITY, Reopening.RULES, Reopening.FUND_RULES)) {
            assertThat(counts(Offered.by(Route.BY_HAND).offer(), because)).isFalse();
            for (var route : List.of(Route.BROADCAST, Route.IN_ORDER, Route.ROTA)) {
                assertThat(counts(Offered.by(route).offer(), because)).isTrue();
            }
        }
    }

    @Test
    void staysWithWhoReadsTheCaseAlreadyBeyondTheRoomTheyPromisedAndWhatTheCoalitionDecidedSince() {
        var opened = offer.view(ATTORNEY, NOW);

        for (var because : List.of(Reopening.CAPACITY, Reopening.RULES, Reopening.FUND_RULES)) {
            assertThat(counts(opened, because)).isFalse();
        }
        assertThat(counts(opened, Reopening.FACTS)).isTrue();
    }

    @Test
    void saysWhatSpeaksAgainstItWhereItStandsAllTheSame() {
        offer.keep(Reopening.FUND_RULES, Objection.FUND, TOLD, AS_BEFORE, Actor.system(), LOOKED);

        assertThat(offer.getLooked()).isEqualTo(new Looked(LOOKED, Reopening.FUND_RULES, null, Objection.FUND));
        assertThat(offer.getObjection()).as("it was not taken back").isNull();
        offer.withdraw(WithdrawReason.PLACED_ELSEWHERE, Actor.system(), LOOKED);
        assertThat(offer.getObjection()).as("nor for that").isNull();
        assertThat(offer.getLooked().despite()).isNull();
    }

    @Test
    void knowsOfAChangeOnceItWasNoted() {
        assertThat(offer.knowsOf(Reopening.RULES, TOLD)).isFalse();

        offer.keep(Reopening.RULES, Objection.PLACE, TOLD, AS_BEFORE, Actor.system(), LOOKED);

        assertThat(offer.knowsOf(Reopening.RULES, TOLD)).isTrue();
        assertThat(offer.knowsOf(Reopening.RULES, LOOKED)).isTrue();
        assertThat(offer.knowsOf(Reopening.RULES, LOOKED.plusSeconds(1)))
                .as("another decision")
                .isFalse();
        assertThat(offer.knowsOf(Reopening.FUND_RULES, TOLD)).isFalse();
        assertThat(offer.hold(LOOKED).knowsOf(Reopening.RULES, TOLD))
                .as("while it is held every look counts")
                .isFalse();
    }

    @Test
    void knowsOfWhatTheCoalitionHadDecidedBeforeItWasMade() {
        for (var because : Reopening.values()) {
            assertThat(offer.knowsOf(because, NOW.minusSeconds(1)))
                    .as(because.name())
                    .isEqualTo(because == Reopening.RULES || because == Reopening.FUND_RULES);
            assertThat(offer.knowsOf(because, NOW)).as(because.name()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Reopening.class)
    void isNotTakenBackWhenNothingStandsAgainstIt(Reopening because) {
        assertThat(offer.objectionThatCounts(null, because)).isNull();
    }

    @Test
    void whoTookItIsAskedWhetherTheyKeepItAndMay() {
        var taken = taken();

        taken.question(Reopening.MOVED, Objection.PLACE, Actor.system(), TOLD).keepPlacement(ATTORNEY, LOOKED);

        assertThat(taken.getStatus()).isEqualTo(ReferralStatus.ACCEPTED);
        assertThat(announced(taken))
                .containsExactly(
                        new PlacementQuestioned(
                                taken.getId(),
                                taken.getCaseFile(),
                                1,
                                taken.getReference(),
                                TestMembers.PROVIDER,
                                Reopening.MOVED,
                                Objection.PLACE,
                                Actor.system(),
                                TOLD),
                        new PlacementKept(
                                taken.getId(),
                                taken.getCaseFile(),
                                1,
                                taken.getReference(),
                                TestMembers.PROVIDER,
                                ATTORNEY,
                                LOOKED));
        assertThat(taken.keepPlacement(ATTORNEY, LOOKED)).isSameAs(taken);
    }

    @Test
    void whoHandsItBackLeavesWhatTheyHadUndertakenUntilTheServiceHasEnded() {
        var taken = taken();

        assertThat(taken.handBack(Reopening.MOVED, ATTORNEY, LOOKED)).isSameAs(taken);

        assertThat(taken.getStatus()).isEqualTo(ReferralStatus.ACCEPTED);
        assertThat(announced(taken))
                .containsExactly(new ReferralHandedBack(
                        taken.getId(),
                        taken.getCaseFile(),
                        1,
                        taken.getReference(),
                        TestMembers.PROVIDER,
                        Reopening.MOVED,
                        Set.of(Service.BOND),
                        ATTORNEY,
                        LOOKED));
    }

    /** For a bond hearing alone, though more is needed. */
    private static Referral taken() {
        return saved(Offered.by(Route.IN_ORDER)
                .offer()
                .clearConflicts(ATTORNEY, NOW)
                .accept(Set.of(Service.BOND), Cases.facts().build(), ATTORNEY, NOW));
    }

    private static boolean counts(Referral offer, Reopening because) {
        return offer.objectionThatCounts(Objection.SERVICE, because) == Objection.SERVICE;
    }

    private AnswerDueChanged dueChanged(LegalClock.Due due, Actor actor) {
        return new AnswerDueChanged(
                offer.getId(),
                offer.getCaseFile(),
                1,
                offer.getReference(),
                TestMembers.PROVIDER,
                due.at(),
                due.because(),
                actor,
                TOLD);
    }

    private OfferKept kept(Reopening because) {
        return new OfferKept(
                offer.getId(),
                offer.getCaseFile(),
                1,
                offer.getReference(),
                TestMembers.PROVIDER,
                because,
                TOLD,
                Actor.system(),
                LOOKED);
    }
}
