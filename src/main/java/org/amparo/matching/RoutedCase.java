package org.amparo.matching;

import java.time.Instant;
import java.util.List;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.jspecify.annotations.Nullable;

/**
 * Matching's own copy of one round of a case: coded facts, and whether it still waits for a provider.
 *
 * @param overrides which funds pay by a dispatcher's word, in every round of the case
 * @param paused linked to another file about the same person: not planned
 */
record RoutedCase(
        CaseId caseFile,
        int round,
        @Nullable HumanReference reference,
        CaseFacts facts,
        State state,
        boolean paused,
        Instant waitingSince,
        List<FundOverride> overrides) {

    RoutedCase {
        overrides = List.copyOf(overrides);
    }

    /** One of which nothing was decided by hand. */
    RoutedCase(
            CaseId caseFile,
            int round,
            @Nullable HumanReference reference,
            CaseFacts facts,
            State state,
            boolean paused,
            Instant waitingSince) {
        this(caseFile, round, reference, facts, state, paused, waitingSince, List.of());
    }

    enum State {
        WAITING,
        PLACED,
        CLOSED
    }

    RoutedCase with(CaseFacts facts) {
        return new RoutedCase(caseFile, round, reference, facts, state, paused, waitingSince, overrides);
    }

    boolean waiting() {
        return state == State.WAITING;
    }
}
