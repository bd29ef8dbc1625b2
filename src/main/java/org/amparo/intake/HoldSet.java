package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;

/** A case file must not be destroyed from now on, whatever its clock says. */
public record HoldSet(
        CaseId caseFile, HumanReference reference, HoldId hold, HoldReason reason, Actor actor, Instant at)
        implements Accountable {}
