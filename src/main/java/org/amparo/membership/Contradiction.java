package org.amparo.membership;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.amparo.kernel.CountyCode;
import org.jspecify.annotations.Nullable;

/**
 * Two rules of one fund that nobody could keep on the same day, or that ask the opposite of the same counties.
 *
 * @param counties what both speak of, by code; empty where it is not about counties
 * @param other the rule that is agreed already
 */
record Contradiction(Set<CountyCode> counties, FundRule other) {

    /** What a rule contradicts among others of its fund. */
    static Optional<Contradiction> of(FundRule rule, Iterable<FundRule> others) {
        for (var other : others) {
            var found = between(rule, other);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Contradiction between(FundRule rule, FundRule other) {
        if (opposite(rule.kind()) != other.kind() || !rule.holdsWith(other)) {
            return null;
        }
        if (rule.counties().isEmpty()) {
            return new Contradiction(Set.of(), other);
        }
        var both = new TreeSet<>(Comparator.comparing(CountyCode::value));
        both.addAll(rule.counties());
        both.retainAll(other.counties());
        return both.isEmpty() ? null : new Contradiction(both, other);
    }

    private static FundRule.@Nullable Kind opposite(FundRule.Kind kind) {
        return switch (kind) {
            case RESIDENT_OF -> FundRule.Kind.NOT_RESIDENT_OF;
            case NOT_RESIDENT_OF -> FundRule.Kind.RESIDENT_OF;
            case DETAINED -> FundRule.Kind.NOT_DETAINED;
            case NOT_DETAINED -> FundRule.Kind.DETAINED;
            case INCOME_BELOW_POVERTY_PERCENT, NO_VIOLENT_FELONY -> null;
        };
    }
}
