package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Urgency;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;

/** Who opens an offer first has the case to themselves for a while. */
class ReadingFirstUnitTests {

    private static final Instant NOW = MovableClock.START;
    private static final Instant QUARTER_PAST = NOW.plus(Duration.ofMinutes(15));
    private static final Actor ATTORNEY = TestMembers.ATTORNEY.actor();
    private static final Offered FOR_A_QUARTER_OF_AN_HOUR =
            Offered.by(Route.BROADCAST).readFor(15);

    private final Referral offer = FOR_A_QUARTER_OF_AN_HOUR.offer();

    @Test
    void lastsForTheMinutesAgreedFromTheFirstLookOn() {
        assertThat(isBeingRead(NOW)).as("nobody has opened it").isFalse();

        offer.view(ATTORNEY, NOW).view(ATTORNEY, NOW.plusSeconds(60));

        assertThat(offer.getReadUntil()).isEqualTo(QUARTER_PAST);
        assertThat(isBeingRead(NOW)).isTrue();
        assertThat(isBeingRead(QUARTER_PAST.minusSeconds(1))).isTrue();
        assertThat(isBeingRead(QUARTER_PAST)).isFalse();
    }

    @Test
    void lastsNoLongerThanAQuarterOfWhatIsLeft() {
        var soonDue = FOR_A_QUARTER_OF_AN_HOUR.due(NOW.plus(Duration.ofMinutes(20)), DueReason.REMOVAL_RISK);

        assertThat(soonDue.offer().view(ATTORNEY, NOW).getReadUntil()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(soonDue.offer()
                        .view(ATTORNEY, NOW.plus(Duration.ofMinutes(16)))
                        .getReadUntil())
                .isEqualTo(NOW.plus(Duration.ofMinutes(17)));
    }

    @Test
    void isGivenToNobodyWhereItWasNotAgreedOrTheCaseIsMostUrgent() {
        assertThat(Offered.by(Route.BROADCAST).offer().view(ATTORNEY, NOW).getReadUntil())
                .isNull();
        assertThat(FOR_A_QUARTER_OF_AN_HOUR
                        .urgency(Urgency.U0)
                        .offer()
                        .view(ATTORNEY, NOW)
                        .getReadUntil())
                .isNull();
    }

    @Test
    void endsWhenTheCaseBecomesMostUrgent() {
        offer.view(ATTORNEY, NOW);

        assertThat(offer.isBeingRead(Urgency.U0, NOW)).isFalse();
        assertThat(Reserved.of(offer, List.of(offer), Urgency.U0, NOW)).isNull();
    }

    @Test
    void endsWithANoWithTheDueTimeAndWhileAYesDoesNotCount() {
        var hastened = new LegalClock.Due(NOW.plusSeconds(120), DueReason.REMOVAL_RISK);
        offer.view(ATTORNEY, NOW).hasten(hastened, ATTORNEY, NOW);
        assertThat(isBeingRead(hastened.at().minusSeconds(1))).isTrue();
        assertThat(isBeingRead(hastened.at())).isFalse();

        offer.hold(NOW);
        assertThat(isBeingRead(NOW)).isFalse();

        offer.keep(Reopening.MOVED, null, NOW, hastened, Actor.system(), NOW);
        assertThat(isBeingRead(NOW)).isTrue();
        offer.decline(DeclineReason.LANGUAGE, null, ATTORNEY, NOW);
        assertThat(isBeingRead(NOW)).isFalse();
    }

    @Test
    void belongsToWhoOpenedFirst() {
        var first = FOR_A_QUARTER_OF_AN_HOUR.offer().view(ATTORNEY, NOW);
        var second = FOR_A_QUARTER_OF_AN_HOUR.offer().view(ATTORNEY, NOW.plusSeconds(1));
        var round = List.of(second, first);

        assertThat(Reserved.of(first, round, Urgency.U1, NOW.plusSeconds(2)))
                .isEqualTo(new Reserved(true, QUARTER_PAST));
        assertThat(Reserved.of(second, round, Urgency.U1, NOW.plusSeconds(2)))
                .isEqualTo(new Reserved(false, QUARTER_PAST));
    }

    private boolean isBeingRead(Instant now) {
        return offer.isBeingRead(Urgency.U1, now);
    }
}
