package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;

/**
 * Somebody else had said yes for the person, and nobody ratified it in time. What follows is told by the {@link ConsentWithdrawn} beside it.
 */
public record ConsentLapsed(CaseId caseFile, HumanReference reference, Actor actor, Instant at)
        implements Accountable {}
