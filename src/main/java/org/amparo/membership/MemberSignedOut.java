package org.amparo.membership;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** What the member signed in with so far is worth nothing any more, on any device and for any script. */
public record MemberSignedOut(MemberId member, OrganizationId organization, Actor actor, Instant at)
        implements Accountable {}
