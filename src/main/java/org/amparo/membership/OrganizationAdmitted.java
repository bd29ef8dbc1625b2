package org.amparo.membership;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** An organization signed its agreement and takes part. */
public record OrganizationAdmitted(OrganizationId organization, Actor actor, Instant at) implements Accountable {}
