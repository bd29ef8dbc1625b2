package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;

/** The hotline said that a case file nobody has taken is still needed: its clock begins anew. */
public record CaseKept(CaseId caseFile, HumanReference reference, Actor actor, Instant at) implements Accountable {}
