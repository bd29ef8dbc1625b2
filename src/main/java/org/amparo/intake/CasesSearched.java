package org.amparo.intake;

import java.time.Instant;
import java.util.List;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Reading;

/** Somebody looked for a person, and was shown these lines. Told whether anything was found or not. */
public record CasesSearched(How how, List<CaseRead> found, Actor actor, Instant at) implements Reading {

    /** What they were given. */
    public enum How {
        /** The lines, with names. */
        TEXT,
        /** References of files that may be about the same person, without names. */
        HINTS
    }

    @Override
    public List<CaseRead> each() {
        return found;
    }
}
