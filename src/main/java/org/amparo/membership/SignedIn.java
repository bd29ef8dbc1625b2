package org.amparo.membership;

import java.util.Set;
import java.util.stream.Collectors;
import org.amparo.kernel.Actor;

/**
 * The person at the other end of a request, as membership knows them at this very request.
 *
 * @param active whether they may use Amparo at all: enrolled, not released, their organization in good standing
 * @param language the language they chose, {@code en} or {@code es}
 */
public record SignedIn(
        MemberId member,
        OrganizationId organization,
        String organizationName,
        String name,
        Set<Role> roles,
        boolean active,
        String language) {

    public Actor actor() {
        return Actor.of(member, organization);
    }

    /** The same person without what that role may do. */
    public SignedIn without(Role role) {
        return new SignedIn(
                member,
                organization,
                organizationName,
                name,
                roles.stream().filter(other -> other != role).collect(Collectors.toUnmodifiableSet()),
                active,
                language);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
