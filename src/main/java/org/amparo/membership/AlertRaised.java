package org.amparo.membership;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** Somebody asked for more than their work explains. It says who asked and how often, never for whom. */
public record AlertRaised(
        AlertId alert, MemberId member, OrganizationId organization, LookUp kind, Actor actor, Instant at)
        implements Accountable {}
