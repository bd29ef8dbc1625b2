package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Personal;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
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
        Instant openedAt,
        @Schema(type = "string", format = "uuid") @Nullable OrganizationId heldBy,
        @Schema(type = "string", format = "uuid") @Nullable CaseId mergedInto)
        implements Personal {

    CaseRow called(@Nullable String known) {
        return new CaseRow(
                id,
                reference,
                known,
                urgency,
                state,
                custody,
                facility,
                custodySeenAt,
                language,
                nextHearing,
                openedAt,
                heldBy,
                mergedInto);
    }

    @Override
    public String toString() {
        return SEALED;
    }
}
