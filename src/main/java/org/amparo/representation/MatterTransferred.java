package org.amparo.representation;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;

/** A matter went to another attorney of the same provider. */
public record MatterTransferred(
        MatterId matter, CaseId caseFile, OrganizationId provider, MemberId from, MemberId to, Actor actor, Instant at)
        implements Accountable {}
