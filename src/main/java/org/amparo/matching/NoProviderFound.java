package org.amparo.matching;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Urgency;

/** Nobody can take the case now, and why. */
public record NoProviderFound(CaseId caseFile, int round, UnmetCause cause, Urgency urgency, Actor actor, Instant at)
        implements Accountable {}
