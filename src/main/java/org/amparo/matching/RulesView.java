package org.amparo.matching;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules providers are judged by, in the order they are told.
 *
 * @param version the last decision on any of them; sent back with the next
 */
public record RulesView(@Schema(example = "1") int version, List<RuleView> rules) {

    /**
     * One rule.
     *
     * @param switchable whether the coalition may switch it off
     * @param state whether it excludes anybody today
     * @param since the first day of that, Pacific time; {@code null} when it always was so
     * @param next what it will be later, {@code null} when nothing is decided
     * @param decisions all that was ever decided on it, the latest first
     */
    public record RuleView(
            Rule rule,
            boolean switchable,
            RuleState state,
            @Nullable LocalDate since,
            @Nullable DecisionView next,
            List<DecisionView> decisions) {}

    /** @param validFrom the first day it holds, Pacific time */
    public record DecisionView(
            @Schema(example = "2") int version,
            RuleState state,
            LocalDate validFrom,

            @Schema(example = "Steering committee of November 12: interpreters are paid for")
            String reason,

            Instant changedAt) {}
}
