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
 * <p>Where the answer time promised would end in quiet hours that are kept for the case, what it had of that night comes after it: nobody loses an
 * offer asleep. A hearing, a removal and a consent know no night.
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

    /** @param quiet the quiet hours that are {@linkplain #kept kept} for it */
    Due answerDue(CaseFacts facts, @Nullable QuietHours quiet, Instant now) {
        return answerDue(facts, quiet, now, now);
    }

    /**
     * The quiet hours that are kept for a case, if any: none for U0 and U1; and none in a night after which the legal clock, or a consent that ends, would
     * leave less than the time promised for an answer.
     */
    @Nullable
    QuietHours kept(CaseFacts facts, @Nullable QuietHours quiet, Instant now) {
        if (quiet == null || facts.urgency().neverWaits()) {
            return null;
        }
        var morning = quiet.until(now);
        if (morning == null) {
            return quiet;
        }
        var needed = morning.plus(promised(facts.urgency(), now));
        return comesBefore(tooLate(facts, now), needed) || comesBefore(Dockets.consentUntil(facts), needed)
                ? null
                : quiet;
    }

    /** Until when a case that could be offered now is not, {@code null} when it is. */
    @Nullable
    Instant restsUntil(CaseFacts facts, @Nullable QuietHours quiet, Instant now) {
        var kept = kept(facts, quiet, now);
        return kept == null ? null : kept.until(now);
    }

    /** By when a dispatcher is to choose: within the time agreed, and within a quarter of the time promised for an answer. */
    Instant choiceDue(CaseFacts facts, OfferTerms terms, Instant now) {
        var agreed = Duration.ofMinutes(terms.handMinutes());
        var quarter = promised(facts.urgency(), now).dividedBy(4);
        return now.plus(agreed.compareTo(quarter) < 0 ? agreed : quarter);
    }

    private static boolean comesBefore(@Nullable Instant moment, Instant other) {
        return moment != null && moment.isBefore(other);
    }

    /**
     * When an offer that was looked at again is due: sooner when a date has come nearer. When a date that had cut its time is gone, it gets back what was promised
     * when it was made, and no more.
     */
    Due dueAgain(Referral offer, CaseFacts facts, Instant now) {
        var told = new Due(offer.getAnswerDue(), offer.getDueBecause());
        var sooner = dueFromNow(offer, facts, now);
        if (sooner.at().isBefore(told.at())) {
            return sooner;
        }
        var restored = answerDue(facts, quiet(offer, facts), offer.getOfferedAt(), now);
        return told.because() != DueReason.ANSWER_TIME && restored.at().isAfter(told.at()) ? restored : told;
    }

    /** When an answer to an offer would be due if it were made now, by the terms it was made by. */
    Due dueFromNow(Referral offer, CaseFacts facts, Instant now) {
        return answerDue(facts, quiet(offer, facts), now);
    }

    /** The night an offer keeps as the case is now: what has become urgent keeps none. */
    private static @Nullable QuietHours quiet(Referral offer, CaseFacts facts) {
        return facts.urgency().neverWaits() ? null : offer.getQuiet();
    }

    /** @param from the answer time promised runs from here */
    private Due answerDue(CaseFacts facts, @Nullable QuietHours quiet, Instant from, Instant now) {
        var promised = promised(facts.urgency(), now);
        var due = new Due(awake(quiet, from, from.plus(promised)), DueReason.ANSWER_TIME);
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

    /** What it has of the night in which it would end comes after that night. */
    private static Instant awake(@Nullable QuietHours quiet, Instant from, Instant due) {
        var night = quiet == null ? null : quiet.night(due);
        return night == null
                ? due
                : night.ends().plus(Duration.between(from.isAfter(night.begins()) ? from : night.begins(), due));
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
