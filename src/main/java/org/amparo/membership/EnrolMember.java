package org.amparo.membership;

import java.util.Set;

/**
 * A person who may sign in for an organization.
 *
 * @param email the address the identity provider will have verified; binds the person at the first sign-in
 * @param language {@code en} or {@code es}
 */
public record EnrolMember(OrganizationId organization, String name, String email, String language, Set<Role> roles) {}
