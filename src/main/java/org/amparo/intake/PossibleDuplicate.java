package org.amparo.intake;

import java.time.Instant;
import java.util.Set;
import org.amparo.kernel.HumanReference;

/** A hint that somebody may have called about the same person before: how it matches, and no more of the person than that. */
public record PossibleDuplicate(
        CaseId id, HumanReference reference, Instant openedAt, CaseState state, int score, Set<Match> matches) {

    /** What is alike. */
    public enum Match {
        A_NUMBER,
        PHONE,
        BIRTH_DATE,
        NAME
    }
}
