package org.amparo.membership.web;

/** Why an organization is suspended, as it was chosen. */
record SuspensionForm(String reason, String version) {

    SuspensionForm {
        reason = Typed.text(reason);
        version = Typed.text(version);
    }
}
