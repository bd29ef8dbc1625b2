package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;

/** A steward let parts of one case file be handed out, once and within a day, or refused it. */
public record ExportDecided(
        CaseId caseFile, HumanReference reference, ExportId export, TwoPersonState state, Actor actor, Instant at)
        implements Accountable {}
