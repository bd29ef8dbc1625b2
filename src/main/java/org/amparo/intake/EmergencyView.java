package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A request to open a file in an emergency. Instants are UTC.
 *
 * @param caseFile the file, for the one who asked and only while it is open to them
 * @param until when it ends by itself; {@code null} while nobody has decided
 */
public record EmergencyView(
        EmergencyId id,
        @Schema(type = "string", example = "K7MR-4QX") HumanReference reference,
        @Nullable CaseId caseFile,
        EmergencyReason reason,
        MemberId askedBy,
        OrganizationId askedFor,
        Instant askedAt,
        TwoPersonState state,
        @Nullable MemberId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Instant until) {}
