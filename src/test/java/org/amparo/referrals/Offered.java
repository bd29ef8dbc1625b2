package org.amparo.referrals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Urgency;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;

/** Offers for tests, made at {@link MovableClock#START} to one provider: {@code Offered.by(Route.ROTA).readFor(15).offer()}. */
record Offered(
        Route route,
        CaseFacts facts,
        LegalClock.Due due,
        int readingMinutes,
        @Nullable QuietHours quiet) {

    /** In a case that is urgent, due in a day. */
    static Offered by(Route route) {
        return new Offered(
                route,
                Cases.facts().build(),
                new LegalClock.Due(MovableClock.START.plus(Duration.ofHours(24)), DueReason.ANSWER_TIME),
                0,
                null);
    }

    Offered urgency(Urgency urgency) {
        return new Offered(route, Cases.facts().urgency(urgency).build(), due, readingMinutes, quiet);
    }

    Offered due(Instant at, DueReason because) {
        return new Offered(route, facts, new LegalClock.Due(at, because), readingMinutes, quiet);
    }

    Offered readFor(int minutes) {
        return new Offered(route, facts, due, minutes, quiet);
    }

    Offered quietIn(QuietHours hours) {
        return new Offered(route, facts, due, readingMinutes, hours);
    }

    Referral offer() {
        var now = MovableClock.START;
        var docket = new Docket(
                CaseId.create(),
                1,
                Cases.reference(),
                Docket.State.OPEN,
                facts,
                now,
                due.at(),
                List.of(),
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                OfferTerms.USUAL,
                null);
        return Referral.offer(
                docket,
                new Proposal(TestMembers.PROVIDER, null),
                route,
                due,
                readingMinutes,
                quiet,
                Actor.system(),
                now);
    }
}
