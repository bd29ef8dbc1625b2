package org.amparo.holding;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.OrganizationId;

/** A case file that waited to be handed over stays with the coalition too. */
public record HandoverStopped(
        CaseId caseFile,
        HumanReference reference,
        OrganizationId organization,
        StopReason reason,
        Actor actor,
        Instant at)
        implements Accountable {}
