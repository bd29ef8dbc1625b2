package org.amparo.membership.web;

import org.amparo.forms.Reading;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.RegisterOrganization;

/** A new organization as it was typed, with its agreement when that is signed already. */
record OrganizationForm(
        String name, String kind, String signed, String signedOn, String signatory, String document, String expiresOn) {

    OrganizationForm {
        name = Typed.text(name);
        kind = Typed.text(kind);
        signed = Typed.text(signed);
        signedOn = Typed.text(signedOn);
        signatory = Typed.text(signatory);
        document = Typed.text(document);
        expiresOn = Typed.text(expiresOn);
    }

    static OrganizationForm empty() {
        return new OrganizationForm("", "", "", "", "", "", "");
    }

    RegisterOrganization toCommand(Reading reading) {
        return new RegisterOrganization(
                reading.text("name", name),
                reading.code("kind", kind, OrganizationKind::valueOf, OrganizationKind.PROVIDER),
                isSigned(reading) ? agreement().toAgreement(reading) : null);
    }

    private boolean isSigned(Reading reading) {
        return reading.code("signed", signed, OrganizationForm::yesOrNo, false);
    }

    private AgreementForm agreement() {
        return new AgreementForm(signedOn, signatory, document, expiresOn, "");
    }

    private static Boolean yesOrNo(String typed) {
        if (!typed.equals("yes") && !typed.equals("no")) {
            throw new IllegalArgumentException("neither yes nor no");
        }
        return typed.equals("yes");
    }
}
