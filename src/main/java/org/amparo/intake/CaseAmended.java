package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;

/** Something was written in a case file that no other event announces: routing does not ask for it. */
public record CaseAmended(CaseId caseFile, HumanReference reference, Actor actor, Instant at) implements Accountable {}
