package org.amparo.membership.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.amparo.forms.Reading;
import org.amparo.membership.EnrolMember;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;

/** A new member as it was typed. */
record MemberForm(String organization, String name, String email, String language, List<String> roles) {

    MemberForm {
        organization = Typed.text(organization);
        name = Typed.text(name);
        email = Typed.text(email);
        language = Typed.text(language);
        roles = Typed.texts(roles);
    }

    EnrolMember toCommand(Reading reading) {
        return new EnrolMember(
                reading.code("organization", organization, OrganizationId::of, OrganizationId.create()),
                reading.text("name", name),
                reading.text("email", email),
                reading.text("language", language),
                roles(roles, reading));
    }

    static Set<Role> roles(List<String> typed, Reading reading) {
        var roles = EnumSet.noneOf(Role.class);
        for (var role : typed) {
            roles.add(reading.code("roles", role, Role::valueOf, Role.VOLUNTEER));
        }
        return roles;
    }
}
