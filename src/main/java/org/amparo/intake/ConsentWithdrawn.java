package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** Consent was withdrawn: live offers are recalled and the file is hidden. */
public record ConsentWithdrawn(CaseId caseFile, Actor actor, Instant at) implements Accountable {}
