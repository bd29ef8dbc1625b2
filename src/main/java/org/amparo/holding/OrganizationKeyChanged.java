package org.amparo.holding;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/** Something happened to the key an organization holds. */
public record OrganizationKeyChanged(OrganizationId organization, KeyStep step, Actor actor, Instant at)
        implements Accountable {}
