package org.amparo.correspondence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member's calendar. Its address is told once, when it is made: only a fingerprint of it is kept.
 *
 * @param lastRead when a calendar program last asked for it, {@code null} when none has
 */
public record CalendarView(
        FeedId id,
        CalendarScope scope,
        Instant openedAt,
        @Nullable Instant lastRead) {}
