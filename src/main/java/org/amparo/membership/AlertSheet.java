package org.amparo.membership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a steward sees it.
 *
 * @param times how often within {@code hours}, at the moment it was raised
 * @param settledAt when a steward had looked into it, UTC; {@code null} while nobody has
 */
public record AlertSheet(
        AlertId id,
        MemberId member,
        String memberName,
        String organizationName,
        LookUp kind,
        int times,
        int hours,
        Instant raisedAt,
        @Nullable Instant settledAt) {}
