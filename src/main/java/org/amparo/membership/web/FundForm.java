package org.amparo.membership.web;

import java.util.List;
import org.amparo.forms.Reading;
import org.amparo.membership.OpenFund;

/** A new fund as it was typed. Its rules and shares follow on its page. */
record FundForm(String name, String payer, String startsOn, String endsOn) {

    FundForm {
        name = Typed.text(name);
        payer = Typed.text(payer);
        startsOn = Typed.text(startsOn);
        endsOn = Typed.text(endsOn);
    }

    OpenFund toCommand(Reading reading) {
        return new OpenFund(
                reading.text("name", name),
                reading.text("payer", payer),
                reading.date("startsOn", startsOn),
                reading.optionalDate("endsOn", endsOn),
                List.of(),
                List.of());
    }
}
