package org.amparo.matching;

import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Promises for a week what was promised for the last week before it that was answered for.
 *
 * @param revision the revision the person looked at; {@code null} skips the check
 */
public record RepeatPromise(
        OrganizationId provider, Week week, @Nullable Integer revision) {}
