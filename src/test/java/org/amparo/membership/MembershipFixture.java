package org.amparo.membership;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.amparo.kernel.Actor;

/** A coalition with one person of every role, who signs in by the lower-case name of the role. */
final class MembershipFixture {

    static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    private static final Map<Role, OrganizationKind> KINDS = Map.of(
            Role.VOLUNTEER, OrganizationKind.HOTLINE,
            Role.DISPATCHER, OrganizationKind.HOTLINE,
            Role.PROVIDER, OrganizationKind.PROVIDER,
            Role.LEAD, OrganizationKind.COALITION,
            Role.STEWARD, OrganizationKind.COALITION);

    final Map<OrganizationKind, OrganizationSheet> organizations = new EnumMap<>(OrganizationKind.class);
    final Map<Role, MemberSheet> people = new EnumMap<>(Role.class);

    private MembershipFixture() {}

    static MembershipFixture of(MembershipDesk desk) {
        var fixture = new MembershipFixture();
        for (var kind : OrganizationKind.values()) {
            var name = "Fixture " + kind;
            fixture.organizations.put(
                    kind,
                    desk.organizations().stream()
                            .filter(sheet -> sheet.name().equals(name))
                            .findFirst()
                            .orElseGet(() -> desk.register(
                                    new RegisterOrganization(
                                            name, kind, new Agreement(DAY, "Maria Director", "2026/1", null)),
                                    Actor.system())));
        }
        for (var role : Role.values()) {
            var subject = role.name().toLowerCase(java.util.Locale.ROOT);
            var organization = fixture.organizations.get(KINDS.get(role));
            if (organization == null) {
                throw new IllegalStateException();
            }
            var email = subject + "@fixture.example.org";
            fixture.people.put(
                    role,
                    desk.members(organization.id()).stream()
                            .filter(sheet -> sheet.email().equals(email) && sheet.releasedAt() == null)
                            .findFirst()
                            .orElseGet(() -> desk.enrol(
                                    new EnrolMember(organization.id(), "Fixture " + role, email, "en", Set.of(role)),
                                    Actor.system())));
            desk.welcome(subject, email);
        }
        return fixture;
    }
}
