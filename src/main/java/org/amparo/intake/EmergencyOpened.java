package org.amparo.intake;

import java.time.Instant;
import java.util.Set;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;

/**
 * A second person let somebody see a file in an emergency, until it ends by itself.
 *
 * @param openedTo who may see it
 * @param openedFor their organization
 * @param holders the organizations that took the call or have the case
 */
public record EmergencyOpened(
        CaseId caseFile,
        HumanReference reference,
        EmergencyId emergency,
        EmergencyReason reason,
        MemberId openedTo,
        OrganizationId openedFor,
        Set<OrganizationId> holders,
        Instant until,
        Actor actor,
        Instant at)
        implements Accountable {

    public EmergencyOpened {
        holders = Set.copyOf(holders);
    }
}
