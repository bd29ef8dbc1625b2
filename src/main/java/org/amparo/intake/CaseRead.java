package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Reading;

/** Somebody was shown a case file, or a part of it. */
public record CaseRead(CaseId caseFile, HumanReference reference, ReadAs as, Actor actor, Instant at)
        implements Reading {}
