package org.amparo.matching;

import java.util.List;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;

/** What one fund of a provider says of a case, rule by rule. */
public record FundCheck(FundId fund, Finding finding, List<RuleCheck> rules) {

    public FundCheck {
        rules = List.copyOf(rules);
    }

    /** What one rule of the fund says. */
    public record RuleCheck(FundRule.Kind kind, Finding finding) {}
}
