package org.amparo.representation;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/** A timed step of the service was taken; {@code on} is when it happened, {@code at} when it was recorded, both UTC. */
public record ServiceRecorded(
        MatterId matter,
        CaseId caseFile,
        OrganizationId provider,
        ServiceMilestone milestone,
        Instant on,
        Actor actor,
        Instant at)
        implements Accountable {}
