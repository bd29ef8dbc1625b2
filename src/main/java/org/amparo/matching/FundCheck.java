package org.amparo.matching;

import java.util.List;
import org.amparo.membership.FundId;
import org.amparo.membership.FundRule;
import org.jspecify.annotations.Nullable;

/**
 * What one fund of a provider says of a case, rule by rule.
 *
 * @param overridden why it pays all the same, {@code null} when its rules decide
 */
public record FundCheck(
        FundId fund,
        Finding finding,
        List<RuleCheck> rules,
        @Nullable OverrideReason overridden) {

    public FundCheck {
        rules = List.copyOf(rules);
    }

    /** The only rule that says no; {@code null} when there is none, or more than one. */
    FundRule.@Nullable Kind onlyAgainst() {
        var against =
                rules.stream().filter(rule -> rule.finding() == Finding.FAIL).toList();
        return against.size() == 1 ? against.getFirst().kind() : null;
    }

    /** What one rule of the fund says. */
    public record RuleCheck(FundRule.Kind kind, Finding finding) {}
}
