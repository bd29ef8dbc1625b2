package org.amparo.referrals;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * That a case is being read by a provider, and until when no other provider's yes counts.
 *
 * @param mine whether it is reserved to the provider of this offer, or to another one
 * @param until UTC
 */
public record Reserved(boolean mine, Instant until) {

    private static final Comparator<Referral> OPENED_FIRST = Comparator.comparing(
                    Referral::getViewedAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(referral -> referral.getId().value());

    /** What holds for an offer at that moment, seen with all offers of its round and how urgent the case is now. */
    static @Nullable Reserved of(Referral offer, Collection<Referral> round, Urgency current, Instant now) {
        return round.stream()
                .filter(each -> each.getRound() == offer.getRound() && each.isBeingRead(current, now))
                .min(OPENED_FIRST)
                .filter(reader -> offer.statusAt(now).isLive())
                .map(reader -> new Reserved(reader.getId().equals(offer.getId()), endOfReading(reader)))
                .orElse(null);
    }

    private static Instant endOfReading(Referral reader) {
        var until = reader.getReadUntil();
        return until == null ? Instant.MIN : until;
    }
}
