package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** The case file was closed: nothing of it is offered any more. */
public record CaseClosed(CaseId caseFile, CloseReason reason, Actor actor, Instant at) implements Accountable {}
