package org.amparo.membership;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.jspecify.annotations.Nullable;

/**
 * When volunteers may act has changed.
 *
 * @param member whose shift it is; {@code null} when it is the rule of the whole organization
 */
public record ShiftsChanged(
        OrganizationId organization, @Nullable MemberId member, What what, Actor actor, Instant at)
        implements Accountable {

    public enum What {
        /** From now on during shifts only. */
        SHIFTS_ONLY,
        /** From now on at any time. */
        ANY_TIME,
        ADDED,
        ENDED,
        CHANGED_ONCE
    }
}
