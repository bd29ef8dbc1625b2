package org.amparo.matching;

import java.util.Set;
import org.amparo.referrals.Objection;
import org.jspecify.annotations.Nullable;

/**
 * What a change can turn against a provider that was asked already: each change is asked about the rules it can touch, and nothing
 * that stood before is held against anybody. That an answer may be late is no objection: the offer itself ends with the legal clock.
 */
final class Objections {

    private Objections() {}

    /** @return the first of the rules that stands against the provider since, {@code null} when none does */
    static @Nullable Objection of(Entry entry, Set<Rule> rules) {
        return entry.verdicts().stream()
                .filter(verdict -> verdict.failed() && rules.contains(verdict.rule()))
                .findFirst()
                .map(verdict -> objection(verdict.rule()))
                .orElse(null);
    }

    private static @Nullable Objection objection(Rule rule) {
        return switch (rule) {
            case STANDING -> Objection.STANDING;
            case SERVICE -> Objection.SERVICE;
            case PLACE -> Objection.PLACE;
            case LANGUAGE -> Objection.LANGUAGE;
            case CAPACITY -> Objection.CAPACITY;
            case FUND -> Objection.FUND;
            case DEADLINE, ASKED -> null;
        };
    }
}
