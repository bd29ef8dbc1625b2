package org.amparo.holding;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.intake.FileFreed;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.OrganizationId;

/** The organization that held a case file alone gave it back: who may see it opens it again. */
public record FileGivenBack(
        CaseId caseFile, HumanReference reference, OrganizationId organization, Actor actor, Instant at)
        implements FileFreed {}
