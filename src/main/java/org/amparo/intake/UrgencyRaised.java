package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Urgency;

/** The case became more urgent. */
public record UrgencyRaised(CaseId caseFile, Urgency before, CaseFacts facts, Actor actor, Instant at)
        implements Accountable {}
