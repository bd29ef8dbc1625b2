package org.amparo.holding;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.intake.FileHeld;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.OrganizationId;

/** The coalition's key to a case file was destroyed; from now on the organization that took the case opens it alone. */
public record FileHandedOver(
        CaseId caseFile, HumanReference reference, OrganizationId organization, Actor actor, Instant at)
        implements FileHeld {}
