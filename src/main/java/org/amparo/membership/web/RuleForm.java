package org.amparo.membership.web;

import java.util.HashSet;
import java.util.List;
import org.amparo.forms.Reading;
import org.amparo.kernel.CountyCode;
import org.amparo.membership.FundRule;

/** A fund's rule as it was typed. */
record RuleForm(
        String kind,
        List<String> counties,
        String percent,
        String validFrom,
        String validTo,
        String source,
        String version) {

    RuleForm {
        kind = Typed.text(kind);
        counties = Typed.texts(counties);
        percent = Typed.text(percent);
        validFrom = Typed.text(validFrom);
        validTo = Typed.text(validTo);
        source = Typed.text(source);
        version = Typed.text(version);
    }

    /** What the chosen kind asks for is read; the fields of other kinds are left aside. */
    FundRule toRule(Reading reading) {
        var chosen = reading.code("kind", kind, FundRule.Kind::valueOf, FundRule.Kind.DETAINED);
        var of = new HashSet<CountyCode>();
        if (chosen == FundRule.Kind.RESIDENT_OF) {
            for (var county : counties) {
                of.add(reading.code("counties", county, CountyCode::of, new CountyCode("-")));
            }
        }
        return new FundRule(
                chosen,
                of,
                chosen == FundRule.Kind.INCOME_BELOW_POVERTY_PERCENT ? reading.number("percent", percent) : null,
                reading.date("validFrom", validFrom),
                reading.optionalDate("validTo", validTo),
                reading.text("source", source));
    }
}
