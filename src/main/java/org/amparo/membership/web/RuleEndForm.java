package org.amparo.membership.web;

/** The first day a rule holds no more, as it was typed. */
record RuleEndForm(String validTo, String version) {

    RuleEndForm {
        validTo = Typed.text(validTo);
        version = Typed.text(version);
    }
}
