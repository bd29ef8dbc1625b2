package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.amparo.kernel.HumanReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody in a case is like somebody on the reader's own conflict list, told before any name is shown.
 *
 * @param listed how many names are on the list
 * @param checkedAt when the list and the case were compared, in UTC; {@code null} when they were not
 */
public record ConflictCheck(
        @Schema(type = "string", format = "uuid") CaseId caseFile,
        @Schema(type = "string") HumanReference reference,
        ConflictAnswer answer,
        int listed,
        @Nullable Instant checkedAt) {}
