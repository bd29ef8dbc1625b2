package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** Somebody wrote in an intake that is not a case file yet, or threw it away. */
public record DraftKept(DraftId draft, Step step, Actor actor, Instant at) implements Accountable {

    public enum Step {
        STARTED,
        SAVED,
        DISCARDED
    }
}
