package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * A link between two case files about one person. All times are in UTC.
 *
 * @param caseFile the file that is linked to the other
 * @param kept the file in which work goes on
 * @param undoneAt when somebody found that they are two people; {@code null} as long as the link holds
 */
public record MergerView(
        @Schema(type = "string", format = "uuid") MergerId id,
        @Schema(type = "string", format = "uuid") CaseId caseFile,
        @Schema(type = "string") HumanReference reference,
        @Schema(type = "string", format = "uuid") CaseId kept,
        @Schema(type = "string") HumanReference keptReference,
        Instant mergedAt,
        @Schema(type = "string", format = "uuid") MemberId mergedBy,
        @Nullable Instant undoneAt,
        @Schema(type = "string", format = "uuid") @Nullable MemberId undoneBy) {}
