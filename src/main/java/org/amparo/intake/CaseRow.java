package org.amparo.intake;

import java.time.Instant;
import java.time.LocalDate;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Personal;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/** One line of a list of case files. */
public record CaseRow(
        CaseId id,
        HumanReference reference,
        @Nullable String name,
        Urgency urgency,
        CaseState state,
        CustodyStatus custody,
        @Nullable FacilityCode facility,
        Instant custodySeenAt,
        @Nullable LanguageCode language,
        @Nullable LocalDate nextHearing,
        Instant openedAt)
        implements Personal {

    @Override
    public String toString() {
        return SEALED;
    }
}
