package org.amparo.matching;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;

/**
 * All that was ever decided of the rules, in the order it was decided. Of two decisions on a rule that both hold on a day, the later one counts.
 * Nothing holds before the day it was decided, so what held on a day that is over never changes.
 */
final class RuleHistory {

    private static final int MOST_LETTERS = 300;
    private static final int MOST_YEARS = 2;

    /** Before the first decision. */
    private static final int FIRST_VERSION = 1;

    private final List<RuleSwitch> switches;

    RuleHistory(List<RuleSwitch> switches) {
        this.switches = List.copyOf(switches);
    }

    int version() {
        return switches.isEmpty() ? FIRST_VERSION : switches.getLast().version();
    }

    RulesOfDay on(LocalDate day) {
        var waived = EnumSet.noneOf(Rule.class);
        for (var rule : Rule.values()) {
            if (state(rule, day) == RuleState.NOT_IN_FORCE) {
                waived.add(rule);
            }
        }
        return new RulesOfDay(version(), waived);
    }

    /** @return the decision that counts on that day; nothing when there was none */
    Optional<RuleSwitch> counts(Rule rule, LocalDate day) {
        return of(rule).stream().filter(each -> !each.validFrom().isAfter(day)).reduce((before, after) -> after);
    }

    /** The next decision that will count after that day, if any does. */
    Optional<RuleSwitch> next(Rule rule, LocalDate day) {
        var own = of(rule);
        return own.stream()
                .filter(each -> each.validFrom().isAfter(day)
                        && counts(rule, each.validFrom()).filter(each::equals).isPresent())
                .reduce((one, other) -> other.validFrom().isBefore(one.validFrom()) ? other : one);
    }

    /** Decisions on one rule, the earliest first. */
    List<RuleSwitch> of(Rule rule) {
        return switches.stream().filter(each -> each.rule() == rule).toList();
    }

    /** What was in force on a day by all that had been decided up to a version. */
    RulesOfDay asOf(int version, LocalDate day) {
        return new RuleHistory(switches.stream()
                        .filter(each -> each.version() <= version)
                        .toList())
                .on(day);
    }

    /** What puts a rule in force from that day on. */
    List<RuleSwitch> putInForceOn(LocalDate day) {
        return Arrays.stream(Rule.values())
                .flatMap(rule -> counts(rule, day).stream())
                .filter(each -> each.validFrom().equals(day) && each.state() == RuleState.IN_FORCE)
                .toList();
    }

    /** Whether anything begins to hold on that day. */
    boolean turnsOn(LocalDate day) {
        return switches.stream().anyMatch(each -> each.validFrom().equals(day));
    }

    /**
     * @throws Rejected when somebody else decided in the meantime, the rule cannot be switched, the day is over, there is no reason, or nothing would
     *     change
     */
    RuleSwitch decide(SwitchRule command, Actor actor, Instant now) {
        if (command.version() != version()) {
            throw Rejected.stale();
        }
        if (!command.rule().isSwitchable()) {
            throw Rejected.invalid("rule", "rule-not-switchable");
        }
        var today = now.atZone(OfficeHours.PACIFIC).toLocalDate();
        if (command.validFrom().isBefore(today)) {
            throw Rejected.invalid("validFrom", "rule-backdated", today.toString());
        }
        if (command.validFrom().isAfter(today.plusYears(MOST_YEARS))) {
            throw Rejected.invalid("validFrom", "rule-too-far");
        }
        var reason = command.reason().strip();
        if (reason.isEmpty()) {
            throw Rejected.invalid("reason", "required");
        }
        if (reason.length() > MOST_LETTERS) {
            throw Rejected.invalid("reason", "too-long", MOST_LETTERS);
        }
        if (changesNothing(command)) {
            throw Rejected.invalid("state", "rule-is-so-already");
        }
        return new RuleSwitch(version() + 1, command, reason, actor, now);
    }

    /** On its first day it is so already, and nothing that was decided for later would be undone. */
    private boolean changesNothing(SwitchRule command) {
        return state(command.rule(), command.validFrom()) == command.state()
                && of(command.rule()).stream()
                        .noneMatch(each -> each.validFrom().isAfter(command.validFrom()));
    }

    RuleState state(Rule rule, LocalDate day) {
        return counts(rule, day).map(RuleSwitch::state).orElse(RuleState.IN_FORCE);
    }
}
