package org.amparo.membership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An organization as a steward sees it. The version is sent back with a change.
 *
 * @param standingSince since when it has this standing, UTC
 * @param suspensionReason {@code null} unless suspended
 */
public record OrganizationSheet(
        OrganizationId id,
        long version,
        String name,
        OrganizationKind kind,
        Standing standing,
        Instant standingSince,
        @Nullable SuspensionReason suspensionReason,
        @Nullable Agreement agreement) {}
