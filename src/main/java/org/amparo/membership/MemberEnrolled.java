package org.amparo.membership;

import java.time.Instant;
import java.util.Set;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A person may sign in for an organization, or has other roles than before. */
public record MemberEnrolled(MemberId member, OrganizationId organization, Set<Role> roles, Actor actor, Instant at)
        implements Accountable {}
