package org.amparo.membership.web;

/** The state a person has seen when they pressed a button. */
record VersionForm(String version) {

    VersionForm {
        version = Typed.text(version);
    }
}
