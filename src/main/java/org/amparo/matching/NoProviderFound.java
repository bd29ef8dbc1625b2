package org.amparo.matching;

import java.time.Instant;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Urgency;
import org.amparo.membership.FundRule;

/**
 * Nobody can take the case now, and why.
 *
 * @param shutOutBy rules of funds that alone stand between the case and a provider; empty when more does, or something else
 */
public record NoProviderFound(
        CaseId caseFile,
        int round,
        UnmetCause cause,
        Set<FundRule.Kind> shutOutBy,
        Urgency urgency,
        Actor actor,
        Instant at)
        implements Accountable {

    @SuppressWarnings("java:S2583") // what was told before rules were named has none
    public NoProviderFound {
        shutOutBy = shutOutBy == null ? Set.of() : Set.copyOf(shutOutBy);
    }
}
