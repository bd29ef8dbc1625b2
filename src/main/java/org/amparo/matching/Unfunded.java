package org.amparo.matching;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.amparo.membership.FundRule;
import org.jspecify.annotations.Nullable;

/** A case somebody could take, but for the money. */
public enum Unfunded {
    /** No fund pays, and nothing else stands between the case and at least one provider. */
    NOBODY,
    /** Who could take it would do so without pay. */
    WITHOUT_PAY;

    /** @return {@code null} when a fund pays or may pay, something else stands in the way of everybody, or somebody has it */
    static @Nullable Unfunded of(List<Entry> entries) {
        var withoutPay = false;
        var anyFund = false;
        for (var entry : entries) {
            if (entry.fund() != null && (entry.eligibility() != Eligibility.EXCLUDED || UnmetCauses.isLive(entry))) {
                return null;
            }
            withoutPay |= entry.eligibility() != Eligibility.EXCLUDED;
            anyFund |= !entry.funds().isEmpty();
        }
        if (withoutPay) {
            return anyFund ? WITHOUT_PAY : null; // where there are no funds, nobody waits for one
        }
        return entries.stream().anyMatch(UnmetCauses::isLive)
                        || entries.stream().noneMatch(Unfunded::isOnlyMoney)
                ? null
                : NOBODY;
    }

    /** Whether nothing but money stands between the case and this provider, if anything; or the provider has been asked already. */
    static boolean couldTake(Entry entry) {
        return entry.eligibility() != Eligibility.EXCLUDED
                || entry.verdicts().stream()
                        .filter(Verdict::failed)
                        .allMatch(verdict -> verdict.rule() == Rule.ASKED || verdict.rule() == Rule.FUND);
    }

    /** Whether nothing but money stands between the case and this provider. */
    static boolean isOnlyMoney(Entry entry) {
        return entry.against() == 1 && entry.fails(Rule.FUND);
    }

    /**
     * The rules of funds that alone shut the case out: each is all that a fund of a provider had against it, with nothing else in that provider's way.
     * What a carve-out does to people is counted by these.
     */
    static Set<FundRule.Kind> shutOutBy(List<Entry> entries) {
        var rules = EnumSet.noneOf(FundRule.Kind.class);
        for (var entry : entries) {
            if (isOnlyMoney(entry)) {
                entry.funds().stream().map(FundCheck::onlyAgainst).forEach(rule -> {
                    if (rule != null) {
                        rules.add(rule);
                    }
                });
            }
        }
        return rules;
    }
}
