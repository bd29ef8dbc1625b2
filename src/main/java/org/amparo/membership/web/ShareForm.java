package org.amparo.membership.web;

/** The share agreed with one provider, as it was typed; zero ends it. */
record ShareForm(String organization, String percent, String version) {

    ShareForm {
        organization = Typed.text(organization);
        percent = Typed.text(percent);
        version = Typed.text(version);
    }
}
