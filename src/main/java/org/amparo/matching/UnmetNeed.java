package org.amparo.matching;

import java.time.Instant;
import java.util.List;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nobody could take a round of a case, with the coded facts it had then.
 *
 * @param until {@code null} while nobody can
 * @param taken whether somebody has taken the round by now
 * @param alone what alone stood between the round and each provider that came closest
 */
record UnmetNeed(
        CaseId caseFile,
        int round,
        Instant since,
        @Nullable Instant until,
        UnmetCause cause,
        boolean taken,
        CaseFacts facts,
        List<Alone> alone) {

    /** @param room open places of the service it would have given, {@code null} when it had not said */
    record Alone(
            OrganizationId provider, Rule rule, @Nullable Integer room) {}

    /** Why nobody being able to take it ended. */
    enum End {
        /** Somebody could. */
        FOUND,
        TAKEN,
        CLOSED,
        NO_CONSENT,
        /** Nobody can still, for another reason. */
        OTHER_CAUSE
    }
}
