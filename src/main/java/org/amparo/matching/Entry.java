package org.amparo.matching;

import java.util.List;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * How one provider stands for one round of a case.
 *
 * @param fund the fund that would pay, {@code null} when none would
 * @param verdicts what each rule says, in the order of {@link Rule}
 * @param parts what the score is made of; empty when a rule other than the deadline or an earlier offer stands
 *     against the provider
 */
public record Entry(
        OrganizationId provider,
        Eligibility eligibility,
        @Nullable FundId fund,
        List<Verdict> verdicts,
        List<FundCheck> funds,
        List<Part> parts) {

    public Entry {
        verdicts = List.copyOf(verdicts);
        funds = List.copyOf(funds);
        parts = List.copyOf(parts);
    }

    /** Sum of the parts, in thousandths of a point, 0 to 100,000. */
    public int milliScore() {
        var sum = 0;
        for (var part : parts) {
            sum += part.milliPoints();
        }
        return sum;
    }

    /** How many rules stand against the provider. */
    int against() {
        return (int) verdicts.stream().filter(Verdict::failed).count();
    }

    boolean fails(Rule rule) {
        return verdicts.stream().anyMatch(verdict -> verdict.rule() == rule && verdict.failed());
    }

    Entry late() {
        return new Entry(provider, Eligibility.LATE, fund, verdicts, funds, parts);
    }
}
