package org.amparo.referrals;

import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/** What a dispatcher wants to see of the queue, and from where on ({@code null} for the top). */
public record QueueFilter(
        @Nullable Urgency urgency, Show show, @Nullable QueuePlace after) {

    public static final QueueFilter ALL = new QueueFilter(null, Show.ALL, null);

    public enum Show {
        ALL,
        /** Nobody is asked right now. */
        NO_OFFER,
        /** Nobody is left to ask. */
        NO_PROVIDER,
        /** Nothing is offered by itself: a dispatcher has to choose. */
        BY_HAND,
        OFFERED,
        /** An offer ends within two hours. */
        EXPIRING,
        NO_CONSENT,
        /** Placed, and the provider was asked whether they keep it. */
        QUESTIONED
    }
}
