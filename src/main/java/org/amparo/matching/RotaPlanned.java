package org.amparo.matching;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/** A provider planned who of its people is on call. */
public record RotaPlanned(OrganizationId provider, Actor actor, Instant at) implements Accountable {}
