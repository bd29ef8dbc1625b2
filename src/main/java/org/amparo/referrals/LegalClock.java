package org.amparo.referrals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.amparo.catalog.Catalog;
import org.amparo.intake.CaseFacts;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How long an offer lives: up to the earliest of the answer time promised for its urgency, the start of the hearing's day, and the
 * moment from which removal is feared.
 *
 * <p>A hearing or a removal that is nearer than the least answer time would leave nobody time to look at a phone, so the offer lives
 * that long anyway (never longer than the promised time): a lawyer found an hour before a hearing can still ask for a continuance.
 * A hearing of yesterday limits nothing.
 *
 * <p>Nothing reaches beyond a consent that ends unless it is ratified: with it ends the right to show anybody anything.
 */
@Component
class LegalClock {

    static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final Catalog catalog;
    private final Duration least;

    LegalClock(Catalog catalog, ReferralSettings settings) {
        this.catalog = catalog;
        this.least = settings.leastAnswerTime();
    }

    Due answerDue(CaseFacts facts, Instant now) {
        return answerDue(facts, now, now);
    }

    /**
     * When an offer that was looked at again is due: sooner when a date has come nearer. When a date that had cut its time is gone, it gets back what was promised
     * when it was made, and no more.
     */
    Due dueAgain(Referral offer, CaseFacts facts, Instant now) {
        var told = new Due(offer.getAnswerDue(), offer.getDueBecause());
        var sooner = answerDue(facts, now);
        if (sooner.at().isBefore(told.at())) {
            return sooner;
        }
        var restored = answerDue(facts, offer.getOfferedAt(), now);
        return told.because() != DueReason.ANSWER_TIME && restored.at().isAfter(told.at()) ? restored : told;
    }

    /** @param from the answer time promised runs from here */
    private Due answerDue(CaseFacts facts, Instant from, Instant now) {
        var promised = promised(facts.urgency(), now);
        var due = new Due(from.plus(promised), DueReason.ANSWER_TIME);
        var hearing = hearingDay(facts, now);
        if (hearing != null && hearing.isBefore(due.at())) {
            due = new Due(hearing, DueReason.HEARING);
        }
        var removal = facts.removalRisk();
        if (removal != null && removal.isBefore(due.at())) {
            due = new Due(removal, DueReason.REMOVAL_RISK);
        }
        var earliest = now.plus(least.compareTo(promised) < 0 ? least : promised);
        if (due.because() != DueReason.ANSWER_TIME && due.at().isBefore(earliest)) {
            due = new Due(earliest, due.because());
        }
        var consent = Dockets.consentUntil(facts);
        return consent != null && consent.isBefore(due.at()) ? new Due(consent, DueReason.CONSENT) : due;
    }

    Duration promised(Urgency urgency, Instant now) {
        return catalog.answerWithin(urgency, LocalDate.ofInstant(now, PACIFIC));
    }

    /** The moment from which help comes too late, whatever was promised; {@code null} when none is known. */
    static @Nullable Instant tooLate(CaseFacts facts, Instant now) {
        var hearing = hearingDay(facts, now);
        var removal = facts.removalRisk();
        if (hearing == null || removal == null) {
            return hearing == null ? removal : hearing;
        }
        return hearing.isBefore(removal) ? hearing : removal;
    }

    private static @Nullable Instant hearingDay(CaseFacts facts, Instant now) {
        var day = facts.nextHearing();
        return day == null || day.isBefore(LocalDate.ofInstant(now, PACIFIC))
                ? null
                : day.atStartOfDay(PACIFIC).toInstant();
    }

    record Due(Instant at, DueReason because) {}
}
