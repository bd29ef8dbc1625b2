package org.amparo.representation;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;

/** Something was written in a matter that no other event announces: a note, a deadline, what became of a hearing. */
public record MatterAmended(MatterId matter, HumanReference reference, Actor actor, Instant at)
        implements Accountable {}
