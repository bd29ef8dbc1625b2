package org.amparo.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.SignedIn;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where everybody reads the rules they are judged by, and a steward writes down what the coalition decided of them. */
@Component
public class RulesDesk {

    private final RuleSwitches switches;
    private final RulesInForce inForce;
    private final Clock clock;

    RulesDesk(RuleSwitches switches, RulesInForce inForce, Clock clock) {
        this.switches = switches;
        this.inForce = inForce;
        this.clock = clock;
    }

    /** Every rule, as it holds today. For everybody in the coalition. */
    @Transactional(readOnly = true)
    public RulesView rules() {
        return view(inForce.history());
    }

    /**
     * Writes down that a rule is in force, or not, from a day on. Who waits is looked at again when that day has come.
     *
     * @throws Rejected naming the field, when the rule cannot be switched, the day is over, there is no reason or nothing would change; as stale,
     *     when somebody else decided in the meantime
     * @throws NotFound for everybody but stewards
     */
    @Transactional
    public RulesView decide(SwitchRule command, SignedIn by) {
        MatchingPolicy.requireChangeOfSettings(by);
        var decided = switches.history().decide(command, by.actor(), clock.instant());
        inForce.forgetAfterCommit();
        try {
            switches.save(decided);
            return view(switches.history());
        } catch (DataIntegrityViolationException faster) {
            throw Rejected.stale();
        }
    }

    private RulesView view(RuleHistory history) {
        var today = clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate();
        return new RulesView(
                history.version(),
                Arrays.stream(Rule.values())
                        .map(rule -> view(rule, history, today))
                        .toList());
    }

    private RulesView.RuleView view(Rule rule, RuleHistory history, LocalDate today) {
        return new RulesView.RuleView(
                rule,
                rule.isSwitchable(),
                history.state(rule, today),
                history.counts(rule, today).map(RuleSwitch::validFrom).orElse(null),
                history.next(rule, today).map(RuleSwitch::view).orElse(null),
                history.of(rule).stream()
                        .sorted(Comparator.comparingInt(RuleSwitch::version).reversed())
                        .map(RuleSwitch::view)
                        .toList());
    }
}
