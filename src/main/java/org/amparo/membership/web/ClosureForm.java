package org.amparo.membership.web;

/** The first day a fund pays no more, as it was typed. */
record ClosureForm(String endsOn, String version) {

    ClosureForm {
        endsOn = Typed.text(endsOn);
        version = Typed.text(version);
    }
}
