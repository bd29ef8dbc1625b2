package org.amparo.matching;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.amparo.referrals.Reopening;

/**
 * What opened the question again who can take a case.
 *
 * @param told when the change was told
 * @param rules those it can turn against a provider
 */
record Reopened(Reopening because, Instant told, Set<Rule> rules) {

    Reopened {
        rules = Set.copyOf(rules);
    }

    /** @throws IllegalArgumentException when it has to be said which rules were put in force */
    Reopened(Reopening because, Instant told) {
        this(because, told, touchedBy(because));
    }

    private static Set<Rule> touchedBy(Reopening because) {
        return switch (because) {
            case MOVED -> EnumSet.of(Rule.PLACE);
            case RELEASED -> EnumSet.of(Rule.PLACE, Rule.FUND);
            case HEARING, FACTS -> EnumSet.of(Rule.SERVICE, Rule.PLACE, Rule.LANGUAGE, Rule.FUND);
            case CAPACITY -> EnumSet.of(Rule.CAPACITY);
            case SUSPENDED -> EnumSet.of(Rule.STANDING);
            case FUND_RULES -> EnumSet.of(Rule.FUND);
            case RULES -> throw new IllegalArgumentException("which rules?");
        };
    }

    /**
     * Whether the case is what it was, and only room or what the coalition decided is not. Then an offer is taken back only where somebody else could take
     * the case, and whom nothing speaks against hears nothing of it.
     */
    boolean leavesTheCaseAsItWas() {
        return switch (because) {
            case CAPACITY, RULES, FUND_RULES -> true;
            case MOVED, RELEASED, HEARING, FACTS, SUSPENDED -> false;
        };
    }
}
