package org.amparo.representation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.Service;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/** A matter in a list. {@code news} counts notices nobody has seen. */
public record MatterRow(
        MatterId id,
        @Schema(type = "string", example = "K7MR-4QX") HumanReference reference,
        MemberId attorney,
        String attorneyName,
        Set<Service> scope,
        Instant openedAt,
        CustodyStatus custody,
        @Nullable FacilityCode facility,
        ServiceState state,
        @Nullable Instant firstContactAt,
        @Nullable Instant nextHearing,
        @Nullable ListCode nextHearingType,
        @Nullable LocalDate nextDeadline,
        @Nullable DeadlineKind nextDeadlineKind,
        @Nullable Outcome legal,
        @Nullable Outcome outcome,
        int news,
        @Nullable Instant closedAt) {}
