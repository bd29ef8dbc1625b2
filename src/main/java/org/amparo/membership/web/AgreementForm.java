package org.amparo.membership.web;

import org.amparo.forms.Reading;
import org.amparo.membership.Agreement;
import org.amparo.membership.OrganizationSheet;

/** A signed agreement as it was typed. */
record AgreementForm(String signedOn, String signatory, String document, String expiresOn, String version) {

    AgreementForm {
        signedOn = Typed.text(signedOn);
        signatory = Typed.text(signatory);
        document = Typed.text(document);
        expiresOn = Typed.text(expiresOn);
        version = Typed.text(version);
    }

    static AgreementForm empty(OrganizationSheet organization) {
        return new AgreementForm("", "", "", "", String.valueOf(organization.version()));
    }

    Agreement toAgreement(Reading reading) {
        return new Agreement(
                reading.date("signedOn", signedOn),
                reading.text("signatory", signatory),
                reading.text("document", document),
                reading.optionalDate("expiresOn", expiresOn));
    }
}
