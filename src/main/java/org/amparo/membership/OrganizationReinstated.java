package org.amparo.membership;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A suspended organization takes part again. */
public record OrganizationReinstated(OrganizationId organization, Actor actor, Instant at) implements Accountable {}
