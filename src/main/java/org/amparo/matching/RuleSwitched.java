package org.amparo.matching;

import java.time.Instant;
import java.time.LocalDate;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** The coalition put a rule in force, or out of it, from a day on (Pacific time). */
public record RuleSwitched(Rule rule, RuleState state, LocalDate validFrom, int version, Actor actor, Instant at)
        implements Accountable {}
