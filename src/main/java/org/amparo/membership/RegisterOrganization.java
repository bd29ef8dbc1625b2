package org.amparo.membership;

import org.jspecify.annotations.Nullable;

/**
 * An organization that wants to take part.
 *
 * @param agreement signed: the organization is admitted; {@code null}: it waits as an applicant
 */
public record RegisterOrganization(
        String name, OrganizationKind kind, @Nullable Agreement agreement) {}
