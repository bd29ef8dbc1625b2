package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amparo.intake.CaseFacts;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.support.TestMembers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferralUnitTests {

    private static final Instant NOW = MovableClock.START;
    private static final Instant DUE = NOW.plus(Duration.ofHours(24));
    private static final Actor ATTORNEY = TestMembers.ATTORNEY.actor();
    private static final CaseFacts FACTS = Cases.facts().build();

    @Test
    void isAnnouncedWhenItIsOffered() {
        var offered = offered();

        assertThat(offered.getStatus()).isEqualTo(ReferralStatus.OFFERED);
        assertThat(announcements(offered)).singleElement().isInstanceOfSatisfying(ReferralOffered.class, event -> {
            assertThat(event.provider()).isEqualTo(TestMembers.PROVIDER);
            assertThat(event.answerDue()).isEqualTo(DUE);
            assertThat(event.route()).isEqualTo(Route.IN_ORDER);
        });
    }

    @Test
    void remembersOnlyTheFirstViewing() {
        var referral = offered().view(ATTORNEY, NOW.plusSeconds(60)).view(ATTORNEY, NOW.plusSeconds(120));

        assertThat(referral.getStatus()).isEqualTo(ReferralStatus.VIEWED);
        assertThat(referral.getViewedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(announcements(referral))
                .filteredOn(ReferralViewed.class::isInstance)
                .hasSize(1);
    }

    @Test
    void isNotViewedAnyMoreWhenItsTimeIsOver() {
        assertThat(offered().view(ATTORNEY, DUE).getStatus()).isEqualTo(ReferralStatus.OFFERED);
    }

    @Test
    void opensTheFileOnceConflictsAreCleared() {
        var referral = cleared().clearConflicts(ATTORNEY, NOW.plusSeconds(90));

        assertThat(referral.getStatus()).isEqualTo(ReferralStatus.CONFLICT_CHECKED);
        assertThat(announcements(referral))
                .extracting(Object::getClass)
                .map(Class::getSimpleName)
                .containsExactly("ReferralOffered", "ReferralViewed", "ConflictsCleared");
    }

    @Test
    void isOpenedByWhoClearsConflictsWithoutHavingLookedBefore() {
        assertThat(cleared().getViewedAt()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void refusesAcceptanceBeforeConflictsAreCleared() {
        assertRejected("conflicts-not-cleared", () -> offered().accept(Set.of(), FACTS, ATTORNEY, NOW));
        assertRejected(
                "conflicts-not-cleared", () -> offered().view(ATTORNEY, NOW).accept(Set.of(), FACTS, ATTORNEY, NOW));
    }

    @Test
    void isTakenForAllThatIsNeededUnlessAScopeIsNamed() {
        assertThat(cleared().accept(Set.of(), FACTS, ATTORNEY, NOW).getScope()).isEqualTo(FACTS.needs());
        assertThat(cleared().accept(Set.of(Service.BOND), FACTS, ATTORNEY, NOW).getScope())
                .containsExactly(Service.BOND);
    }

    @Test
    void announcesTheAcceptanceWithScopeAndFacts() {
        var accepted = cleared().accept(Set.of(Service.BOND), FACTS, ATTORNEY, NOW.plusSeconds(300));

        assertThat(announcements(accepted)).last().isInstanceOfSatisfying(ReferralAccepted.class, event -> {
            assertThat(event.scope()).containsExactly(Service.BOND);
            assertThat(event.facts()).isEqualTo(FACTS);
            assertThat(event.offeredAt()).isEqualTo(NOW);
            assertThat(event.at()).isEqualTo(NOW.plusSeconds(300));
        });
    }

    @Test
    void refusesEveryAnswerFromTheDueTimeOn() {
        assertRejected("offer-expired", () -> cleared().accept(Set.of(), FACTS, ATTORNEY, DUE));
        assertRejected("offer-expired", () -> offered().decline(DeclineReason.LANGUAGE, null, ATTORNEY, DUE));
        assertRejected("offer-expired", () -> offered().clearConflicts(ATTORNEY, DUE));
        assertThat(cleared().statusAt(DUE.minusNanos(1_000))).isEqualTo(ReferralStatus.CONFLICT_CHECKED);
        assertThat(cleared().statusAt(DUE)).isEqualTo(ReferralStatus.EXPIRED);
    }

    @Test
    void isDeclinedFromEveryLiveState() {
        for (var referral : List.of(offered(), offered().view(ATTORNEY, NOW), cleared())) {
            referral.decline(DeclineReason.LANGUAGE, DeclineDetail.NO_SPEAKER, ATTORNEY, NOW);

            assertThat(referral.getStatus()).isEqualTo(ReferralStatus.DECLINED);
            assertThat(referral.getDeclineReason()).isEqualTo(DeclineReason.LANGUAGE);
            assertThat(referral.getDeclineDetail()).isEqualTo(DeclineDetail.NO_SPEAKER);
            assertThat(announcements(referral)).last().isInstanceOf(ReferralDeclined.class);
        }
    }

    @Test
    void refusesADetailThatBelongsToAnotherReason() {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> offered().decline(DeclineReason.CONFLICT, DeclineDetail.NO_SPEAKER, ATTORNEY, NOW))
                .satisfies(rejected -> {
                    assertThat(rejected.field()).isEqualTo("detail");
                    assertThat(rejected.code()).isEqualTo("detail-of-another-reason");
                });
    }

    @Test
    void expiresOnlyWhenItIsOverdue() {
        assertThatIllegalStateException().isThrownBy(() -> offered().expire(DUE.minusSeconds(1)));

        var expired = offered().expire(DUE);

        assertThat(expired.getStatus()).isEqualTo(ReferralStatus.EXPIRED);
        assertThat(announcements(expired))
                .last()
                .isInstanceOfSatisfying(
                        ReferralExpired.class,
                        event -> assertThat(event.actor().isSystem()).isTrue());
    }

    @Test
    void tellsTheLoserThatTheCaseIsPlaced() {
        var loser = cleared().withdraw(WithdrawReason.PLACED_ELSEWHERE, ATTORNEY, NOW);

        assertRejected("case-already-placed", () -> loser.accept(Set.of(), FACTS, ATTORNEY, NOW));
        assertRejected("case-already-placed", () -> loser.decline(DeclineReason.NO_CAPACITY, null, ATTORNEY, NOW));
    }

    @ParameterizedTest
    @EnumSource(value = WithdrawReason.class, names = "PLACED_ELSEWHERE", mode = EnumSource.Mode.EXCLUDE)
    void tellsThatItWasTakenBack(WithdrawReason reason) {
        var recalled = cleared().withdraw(reason, Actor.system(), NOW);

        assertRejected("offer-withdrawn", () -> recalled.accept(Set.of(), FACTS, ATTORNEY, NOW));
        assertRejected("offer-withdrawn", () -> recalled.withdraw(reason, Actor.system(), NOW));
    }

    @Test
    void isAnsweredOnce() {
        var accepted = cleared().accept(Set.of(), FACTS, ATTORNEY, NOW);
        var declined = offered().decline(DeclineReason.EXPERTISE, null, ATTORNEY, NOW);
        var expired = offered().expire(DUE);

        assertRejected("offer-accepted", () -> accepted.decline(DeclineReason.EXPERTISE, null, ATTORNEY, NOW));
        assertRejected("offer-accepted", () -> accepted.withdraw(WithdrawReason.CASE_CLOSED, ATTORNEY, NOW));
        assertRejected("offer-declined", () -> declined.clearConflicts(ATTORNEY, NOW));
        assertRejected("offer-expired", () -> expired.withdraw(WithdrawReason.CASE_CLOSED, ATTORNEY, NOW));
    }

    @Test
    void isConcludedOnce() {
        var concluded = cleared()
                .accept(Set.of(), FACTS, ATTORNEY, NOW)
                .conclude(ATTORNEY, NOW)
                .conclude(ATTORNEY, NOW);

        assertThat(concluded.getStatus()).isEqualTo(ReferralStatus.CONCLUDED);
        assertThat(announcements(concluded))
                .filteredOn(ReferralConcluded.class::isInstance)
                .hasSize(1);
    }

    @Test
    void isNotConcludedWhenItWasNeverTaken() {
        assertThat(offered().conclude(ATTORNEY, NOW).getStatus()).isEqualTo(ReferralStatus.OFFERED);
    }

    private static Referral offered() {
        return Offered.by(Route.IN_ORDER).offer();
    }

    private static Referral cleared() {
        return offered().clearConflicts(ATTORNEY, NOW.plusSeconds(30));
    }

    private static List<Object> announcements(Referral referral) {
        return List.copyOf(referral.announcements());
    }

    private static void assertRejected(String code, ThrowingCallable call) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(call)
                .extracting(Rejected::code)
                .isEqualTo(code);
    }
}
