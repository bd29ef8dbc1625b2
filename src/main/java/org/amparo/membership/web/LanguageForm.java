package org.amparo.membership.web;

/** The language somebody chose for their own pages and mails. */
record LanguageForm(String language) {

    LanguageForm {
        language = Typed.text(language);
    }
}
