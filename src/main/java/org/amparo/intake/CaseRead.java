package org.amparo.intake;

import java.time.Instant;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Reading;

/**
 * Somebody was shown a case file, or a part of it.
 *
 * @param because the decision that let them
 * @param shown what of it there was to see; what the file does not hold was not seen
 */
public record CaseRead(
        CaseId caseFile,
        HumanReference reference,
        ReadAs as,
        Basis because,
        Set<FieldSet> shown,
        Actor actor,
        Instant at)
        implements Reading {

    public CaseRead {
        shown = Set.copyOf(shown);
    }
}
