package org.amparo.membership;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/**
 * An organization may not take part for now, or has left for good: its live offers are recalled, its people have no access from their
 * next request.
 */
public record OrganizationSuspended(OrganizationId organization, Actor actor, Instant at) implements Accountable {}
