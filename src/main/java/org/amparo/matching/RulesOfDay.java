package org.amparo.matching;

import java.util.Set;

/**
 * Which rules exclude anybody at a moment.
 *
 * @param version the last decision known at that moment; 1 when there was none
 * @param waived the rules that are not in force
 */
record RulesOfDay(int version, Set<Rule> waived) {

    /** As the rules are before anybody decided otherwise. */
    static final RulesOfDay ALL = new RulesOfDay(1, Set.of());

    RulesOfDay {
        waived = Set.copyOf(waived);
    }

    /** What a rule found, once it is known whether the rule is in force. */
    Verdict weigh(Verdict verdict) {
        return verdict.failed() && waived.contains(verdict.rule()) ? verdict.waived() : verdict;
    }
}
