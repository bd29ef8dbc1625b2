package org.amparo.matching.web;

import java.util.Objects;
import org.amparo.forms.Reading;
import org.amparo.matching.Rule;
import org.amparo.matching.RuleState;
import org.amparo.matching.SwitchRule;
import org.jspecify.annotations.Nullable;

/** A decision on a rule as a steward typed it, right or wrong. */
record RuleDecisionForm(
        @Nullable String state,
        @Nullable String validFrom,
        @Nullable String reason,
        @Nullable String version) {

    SwitchRule command(Rule rule, Reading reading) {
        return new SwitchRule(
                rule,
                reading.code("state", typed(state), RuleState::valueOf, RuleState.IN_FORCE),
                reading.date("validFrom", typed(validFrom)),
                reading.text("reason", typed(reason)),
                seen());
    }

    private int seen() {
        try {
            return Integer.parseInt(typed(version));
        } catch (NumberFormatException nothingSeen) {
            return -1;
        }
    }

    private static String typed(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
