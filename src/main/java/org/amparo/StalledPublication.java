package org.amparo;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A reaction to an event that has not happened yet. Says what and since when, never the event's content.
 *
 * @param listener the identity of what should have reacted
 * @param event the type of the event, with its module
 * @param since when the event was published, in UTC
 * @param attempts how often the reaction was tried
 * @param lastAttempt when it was last tried again, {@code null} when never
 */
public record StalledPublication(
        UUID id,
        @Schema(example = "matching.draw-shortlist") String listener,
        @Schema(example = "intake.CaseOpened") String event,
        Instant since,
        Duration age,
        int attempts,
        @org.jspecify.annotations.Nullable Instant lastAttempt,
        State state) {

    /** What becomes of it. */
    public enum State {
        /** Waits for its turn, or is being tried just now. */
        UNDER_WAY,
        /** Was tried and failed; tried again by itself, at growing intervals up to an hour, or at a steward's word. */
        FAILED
    }
}
