package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** The person is no longer detained. */
public record PersonReleased(CaseId caseFile, CaseFacts facts, Actor actor, Instant at) implements Accountable {}
