package org.amparo.membership.web;

import java.util.List;

/** A member's roles as they were chosen. */
record RolesForm(List<String> roles, String version) {

    RolesForm {
        roles = Typed.texts(roles);
        version = Typed.text(version);
    }
}
