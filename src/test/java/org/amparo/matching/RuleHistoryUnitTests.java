package org.amparo.matching;

import static org.amparo.matching.Given.NOW;
import static org.amparo.matching.Given.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which rule is in force on which day, and which decisions are refused. */
class RuleHistoryUnitTests {

    private final List<RuleSwitch> decided = new ArrayList<>();

    @Test
    void everyRuleIsInForceUntilSomethingIsDecided() {
        assertThat(history().on(TODAY)).isEqualTo(RulesOfDay.ALL);
        assertThat(history().counts(Rule.PLACE, TODAY)).isEmpty();
        assertThat(history().next(Rule.PLACE, TODAY)).isEmpty();
    }

    @Test
    void aDecisionHoldsFromItsDayOnAndNotBefore() {
        decide(Rule.LANGUAGE, RuleState.NOT_IN_FORCE, TODAY.plusDays(9));
        assertThat(history().on(TODAY).waived()).isEmpty();
        assertThat(history().on(TODAY.plusDays(8)).waived()).isEmpty();
        assertThat(history().on(TODAY.plusDays(9)).waived()).isEqualTo(Set.of(Rule.LANGUAGE));
        assertThat(history().next(Rule.LANGUAGE, TODAY))
                .get()
                .extracting(RuleSwitch::version)
                .isEqualTo(2);
        assertThat(history().turnsOn(TODAY.plusDays(9))).isTrue();
        assertThat(history().turnsOn(TODAY)).isFalse();
    }

    @Test
    void whatWasDecidedLaterCountsFromItsOwnDayOn() {
        decide(Rule.LANGUAGE, RuleState.NOT_IN_FORCE, TODAY.plusDays(9));
        decide(Rule.PLACE, RuleState.NOT_IN_FORCE, TODAY);
        decide(Rule.LANGUAGE, RuleState.IN_FORCE, TODAY);
        assertThat(history().on(TODAY.plusDays(20)).waived()).isEqualTo(Set.of(Rule.PLACE));
        assertThat(history().next(Rule.LANGUAGE, TODAY)).isEmpty();
        assertThat(history().version()).isEqualTo(4);
        assertThat(history().of(Rule.LANGUAGE)).extracting(RuleSwitch::version).containsExactly(2, 4);
    }

    @Test
    void aRuleIsSwitchedOffForAWhile() {
        decide(Rule.DEADLINE, RuleState.NOT_IN_FORCE, TODAY);
        decide(Rule.DEADLINE, RuleState.IN_FORCE, TODAY.plusDays(3));
        assertThat(history().state(Rule.DEADLINE, TODAY.plusDays(2))).isEqualTo(RuleState.NOT_IN_FORCE);
        assertThat(history().state(Rule.DEADLINE, TODAY.plusDays(3))).isEqualTo(RuleState.IN_FORCE);
    }

    @Test
    void whatHeldOnADayThatIsOverNeverChanges() {
        decide(Rule.PLACE, RuleState.NOT_IN_FORCE, TODAY);
        var yesterday = history().on(TODAY.minusDays(1)).waived();
        decide(Rule.PLACE, RuleState.IN_FORCE, TODAY.plusDays(1));
        assertThat(history().on(TODAY.minusDays(1)).waived()).isEqualTo(yesterday);
        assertThat(history().on(TODAY).waived()).isEqualTo(Set.of(Rule.PLACE));
        assertRefused(command(Rule.PLACE, RuleState.IN_FORCE, TODAY.minusDays(1)), "validFrom", "rule-backdated");
    }

    @Test
    void whatWasKnownThenIsToldApartFromWhatWasDecidedSince() {
        decide(Rule.PLACE, RuleState.NOT_IN_FORCE, TODAY);
        decide(Rule.LANGUAGE, RuleState.NOT_IN_FORCE, TODAY);
        assertThat(history().asOf(1, TODAY)).isEqualTo(RulesOfDay.ALL);
        assertThat(history().asOf(2, TODAY)).isEqualTo(new RulesOfDay(2, Set.of(Rule.PLACE)));
        assertThat(history().asOf(3, TODAY)).isEqualTo(history().on(TODAY));
    }

    @Test
    void whatPutsARuleInForceIsToldOfItsDayAlone() {
        decide(Rule.PLACE, RuleState.NOT_IN_FORCE, TODAY);
        decide(Rule.LANGUAGE, RuleState.NOT_IN_FORCE, TODAY);
        decide(Rule.PLACE, RuleState.IN_FORCE, TODAY.plusDays(3));
        decide(Rule.LANGUAGE, RuleState.IN_FORCE, TODAY.plusDays(3));
        decide(Rule.LANGUAGE, RuleState.NOT_IN_FORCE, TODAY.plusDays(3));
        assertThat(history().putInForceOn(TODAY)).isEmpty();
        assertThat(history().putInForceOn(TODAY.plusDays(3)))
                .extracting(RuleSwitch::rule)
                .containsExactly(Rule.PLACE);
        assertThat(history().putInForceOn(TODAY.plusDays(4))).isEmpty();
    }

    @Test
    void aDecisionHoldsSinceItsDayBeganOrSinceItWasMadeOnThatDay() {
        decide(Rule.PLACE, RuleState.NOT_IN_FORCE, TODAY);
        decide(Rule.PLACE, RuleState.IN_FORCE, TODAY.plusDays(3));
        assertThat(decided)
                .extracting(RuleSwitch::holdsSince)
                .containsExactly(
                        NOW, TODAY.plusDays(3).atStartOfDay(OfficeHours.PACIFIC).toInstant());
    }

    @ParameterizedTest
    @EnumSource(
            value = Rule.class,
            names = {"PLACE", "LANGUAGE", "DEADLINE"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatIsLawOrAProvidersOwnWordCannotBeSwitched(Rule rule) {
        assertThat(rule.isSwitchable()).isFalse();
        assertRefused(command(rule, RuleState.NOT_IN_FORCE, TODAY), "rule", "rule-not-switchable");
    }

    @Test
    void refusesWhatWouldChangeNothing() {
        assertRefused(command(Rule.PLACE, RuleState.IN_FORCE, TODAY), "state", "rule-is-so-already");
        decide(Rule.PLACE, RuleState.NOT_IN_FORCE, TODAY.plusDays(5));
        assertRefused(command(Rule.PLACE, RuleState.NOT_IN_FORCE, TODAY.plusDays(6)), "state", "rule-is-so-already");
        decide(Rule.PLACE, RuleState.IN_FORCE, TODAY);
        assertThat(history().on(TODAY.plusDays(5)).waived()).isEmpty();
    }

    @Test
    void refusesADecisionWithoutAReasonOrOneThatIsTooLong() {
        var wordless = new SwitchRule(Rule.PLACE, RuleState.NOT_IN_FORCE, TODAY, "  ", 1);
        assertRefused(wordless, "reason", "required");
        var wordy = new SwitchRule(Rule.PLACE, RuleState.NOT_IN_FORCE, TODAY, "x".repeat(301), 1);
        assertRefused(wordy, "reason", "too-long");
    }

    @Test
    void refusesADayTooFarAwayAndADecisionByOldRules() {
        assertRefused(
                command(Rule.PLACE, RuleState.NOT_IN_FORCE, LocalDate.of(2030, 1, 1)), "validFrom", "rule-too-far");
        var command = command(Rule.PLACE, RuleState.NOT_IN_FORCE, TODAY);
        decide(Rule.LANGUAGE, RuleState.NOT_IN_FORCE, TODAY);
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> history().decide(command, Actor.system(), NOW))
                .withMessage("stale-version");
    }

    private void assertRefused(SwitchRule command, String field, String code) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> history().decide(command, Actor.system(), NOW))
                .satisfies(rejected -> {
                    assertThat(rejected.field()).isEqualTo(field);
                    assertThat(rejected.code()).isEqualTo(code);
                });
    }

    private void decide(Rule rule, RuleState state, LocalDate from) {
        decided.add(history().decide(command(rule, state, from), Actor.system(), NOW));
    }

    private SwitchRule command(Rule rule, RuleState state, LocalDate from) {
        return new SwitchRule(rule, state, from, "Steering committee", history().version());
    }

    private RuleHistory history() {
        return new RuleHistory(decided);
    }
}
