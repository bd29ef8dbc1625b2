package org.amparo.membership;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A person works for the organization no more. */
public record MemberReleased(MemberId member, OrganizationId organization, Actor actor, Instant at)
        implements Accountable {}
