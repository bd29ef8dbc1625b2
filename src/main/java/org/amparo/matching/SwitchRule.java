package org.amparo.matching;

import java.time.LocalDate;

/**
 * Puts a rule in force, or out of it, from a day on.
 *
 * @param validFrom the first day, Pacific time: today or later
 * @param reason what the coalition decided it by, for everybody to read; names no person
 * @param version the rules the steward looked at
 */
public record SwitchRule(Rule rule, RuleState state, LocalDate validFrom, String reason, int version) {}
