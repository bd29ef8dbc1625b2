package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Actor;

/** From now on the case counts in figures, or no longer does; what it was before changes with it. A case is counted until this says otherwise. */
public record CountingChanged(CaseId caseFile, Counting counting, Actor actor, Instant at) {}
