package org.amparo.intake;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.amparo.kernel.Service;
import org.jspecify.annotations.Nullable;

/**
 * Command: coded facts are otherwise than was told.
 *
 * @param version of the case file the change was based on
 * @param removalFeared the moment from which removal is feared, UTC
 */
public record ChangeFacts(
        CaseId caseFile,
        long version,
        Set<Service> needs,
        Map<UrgencyReason, Answer> answers,
        @Nullable Instant removalFeared,
        FundDetails fund) {

    public ChangeFacts {
        needs = Set.copyOf(needs);
        answers = answers == null ? Map.of() : Map.copyOf(answers);
    }
}
