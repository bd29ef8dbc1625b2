package org.amparo.matching;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/** A provider said what it can take. */
public record PracticeDescribed(OrganizationId provider, Actor actor, Instant at) implements Accountable {}
