package org.amparo.referrals;

import java.time.Instant;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Signal: after something changed, somebody who knows the rules looked again at the providers that have a round or are asked to take it.
 * A provider that is not named was not looked at.
 */
public interface RoundLookedAt extends Accountable {

    CaseId caseFile();

    int round();

    Reopening because();

    /** When the change was told, UTC. What is older than a change told since says nothing any more. */
    Instant told();

    List<Look> looks();

    /**
     * @param objection {@code null} when the provider could take the case as it is now, or nobody else could
     * @param despite what stands against it all the same, where nobody else could take the case
     */
    record Look(
            OrganizationId provider,
            @Nullable Objection objection,
            @Nullable Objection despite) {

        public Look(OrganizationId provider, @Nullable Objection objection) {
            this(provider, objection, null);
        }
    }
}
