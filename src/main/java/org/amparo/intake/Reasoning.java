package org.amparo.intake;

import java.util.List;
import java.util.Map;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/** Why a case is as urgent as it is: what was answered, what followed, and whether a person judged otherwise. */
record Reasoning(
        Map<UrgencyReason, Answer> answers,
        Urgency computed,
        List<UrgencyReason> reasons,
        @Nullable Urgency overridden) {

    Urgency urgency() {
        return overridden == null ? computed : overridden;
    }
}
