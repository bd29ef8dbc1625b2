package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Reading;

/** Somebody learned whether anybody in a case is like somebody on their organization's conflict list, and no name. */
public record ConflictsCompared(
        CaseId caseFile,
        HumanReference reference,
        ReadAs as,
        Basis because,
        ConflictAnswer answer,
        Actor actor,
        Instant at)
        implements Reading {}
