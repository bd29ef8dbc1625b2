package org.amparo.referrals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The note that an offer was looked at again and stands.
 *
 * @param at when, UTC
 * @param dueBefore up to when an answer had counted before, where that has changed; UTC
 * @param despite what speaks against it since then, where it stands all the same
 */
public record Looked(
        Instant at,
        Reopening because,
        @Nullable Instant dueBefore,
        @Nullable Objection despite) {}
