package org.amparo.membership.web;

import java.util.HashSet;
import java.util.List;
import org.amparo.forms.Reading;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.Rejected;
import org.amparo.membership.FundRule;

/** A fund's rule as it was typed. */
record RuleForm(
        String kind,
        List<String> counties,
        List<String> excluded,
        String percent,
        String validFrom,
        String validTo,
        String source,
        String version) {

    RuleForm {
        kind = Typed.text(kind);
        counties = Typed.texts(counties);
        excluded = Typed.texts(excluded);
        percent = Typed.text(percent);
        validFrom = Typed.text(validFrom);
        validTo = Typed.text(validTo);
        source = Typed.text(source);
        version = Typed.text(version);
    }

    /** What is refused about counties is said at the field that asked for them. */
    Rejected.Fault asHere(Rejected.Fault fault) {
        return fault.field().equals("counties") && kind.equals(FundRule.Kind.NOT_RESIDENT_OF.name())
                ? fault.at(countiesOf(FundRule.Kind.NOT_RESIDENT_OF))
                : fault;
    }

    private static String countiesOf(FundRule.Kind kind) {
        return kind == FundRule.Kind.NOT_RESIDENT_OF ? "excluded" : "counties";
    }

    /** What the chosen kind asks for is read; the fields of other kinds are left aside. */
    FundRule toRule(Reading reading) {
        var chosen = reading.code("kind", kind, FundRule.Kind::valueOf, FundRule.Kind.DETAINED);
        var of = new HashSet<CountyCode>();
        if (chosen.isOfCounties()) {
            var field = countiesOf(chosen);
            for (var county : field.equals("excluded") ? excluded : counties) {
                of.add(reading.code(field, county, CountyCode::of, new CountyCode("-")));
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
