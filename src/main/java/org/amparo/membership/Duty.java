package org.amparo.membership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a volunteer may act at a moment.
 *
 * @param until when this ends, UTC; {@code null} when it never does, or when nobody knows
 * @param next when the next shift begins, UTC; {@code null} when none is planned for the next two weeks
 */
public record Duty(
        State state, @Nullable Instant until, @Nullable Instant next) {

    /** The organization does not ask for shifts. */
    public static final Duty ALWAYS = new Duty(State.ON, null, null);

    public enum State {
        ON,
        /** The shift is over; what was begun may be finished, nobody may be looked up. */
        GRACE,
        OFF
    }
}
