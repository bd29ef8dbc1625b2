package org.amparo.membership;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A member as a steward sees them. The version is sent back with a change.
 *
 * @param welcomedAt their first sign-in, {@code null} when it is still to come
 * @param releasedAt since when they work for the organization no more; times in UTC
 */
public record MemberSheet(
        MemberId id,
        long version,
        OrganizationId organization,
        String organizationName,
        String name,
        String email,
        String language,
        Set<Role> roles,
        Instant enrolledAt,
        @Nullable Instant welcomedAt,
        @Nullable Instant releasedAt) {}
