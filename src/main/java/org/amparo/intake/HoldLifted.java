package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;

/** A legal hold ended; {@code held} tells whether another one still stands on the case file. */
public record HoldLifted(
        CaseId caseFile,
        HumanReference reference,
        HoldId hold,
        LiftReason reason,
        boolean held,
        Actor actor,
        Instant at)
        implements Accountable {}
