package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Set;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * A request to hand out parts of one case file, by its reference. Instants are UTC.
 *
 * @param until until when it can be downloaded, once; {@code null} while nobody has decided
 * @param takenAt when it was downloaded
 */
public record ExportView(
        ExportId id,
        @Schema(type = "string", example = "K7MR-4QX") HumanReference reference,
        Set<ExportPart> parts,
        ExportGround ground,
        MemberId askedBy,
        Instant askedAt,
        TwoPersonState state,
        @Nullable MemberId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Instant until,
        @Nullable Instant takenAt) {}
