package org.amparo.representation;

import java.time.Instant;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.intake.NeedRemains;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Service;

/** The scope of service leaves needs undone; they are routed again. */
public record ScopeLimited(MatterId matter, CaseId caseFile, Set<Service> remaining, Actor actor, Instant at)
        implements NeedRemains {}
