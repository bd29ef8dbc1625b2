package org.amparo.matching;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes why nobody can take a case. Providers in good standing that came closest count (those with the fewest rules against
 * them). When asking is all that stands against some, everybody who could was asked: all of them had a conflict, or they declined.
 * Otherwise the rule most of the closest fail is the cause; a tie goes to the rule told first.
 */
final class UnmetCauses {

    private UnmetCauses() {}

    /** @return {@code null} when somebody can take the case, or is being asked at this moment */
    static @Nullable UnmetCause of(List<Entry> entries) {
        var fewest = Integer.MAX_VALUE;
        var failures = new EnumMap<Rule, Integer>(Rule.class);
        var conflicts = 0;
        for (var entry : entries) {
            if (entry.eligibility() != Eligibility.EXCLUDED || isLive(entry)) {
                return null;
            }
            if (entry.fails(Rule.STANDING)) {
                continue;
            }
            var against = entry.against();
            if (against > fewest) {
                continue;
            }
            if (against < fewest) {
                fewest = against;
                failures.clear();
                conflicts = 0;
            }
            for (var verdict : entry.verdicts()) {
                if (verdict.failed()) {
                    failures.merge(verdict.rule(), 1, Integer::sum);
                    conflicts += verdict.reason().equals("asked.conflict") ? 1 : 0;
                }
            }
        }
        if (failures.containsKey(Rule.ASKED) && fewest == 1) {
            return failures.get(Rule.ASKED) == conflicts ? UnmetCause.CONFLICT : UnmetCause.ALL_DECLINED;
        }
        return failures.entrySet().stream()
                .max(Map.Entry.<Rule, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<Rule, Integer>comparingByKey().reversed()))
                .map(most -> cause(most.getKey()))
                .orElse(UnmetCause.NO_CAPACITY);
    }

    static boolean isLive(Entry entry) {
        return entry.verdicts().stream().anyMatch(verdict -> verdict.reason().equals("asked.live"));
    }

    private static UnmetCause cause(Rule rule) {
        return switch (rule) {
            case SERVICE -> UnmetCause.SERVICE;
            case PLACE -> UnmetCause.PLACE;
            case LANGUAGE -> UnmetCause.LANGUAGE;
            case STANDING, CAPACITY -> UnmetCause.NO_CAPACITY;
            case DEADLINE -> UnmetCause.TOO_LATE;
            case FUND -> UnmetCause.FUND_RULE;
            case ASKED -> UnmetCause.ALL_DECLINED;
        };
    }
}
