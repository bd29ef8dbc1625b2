package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a case file that was shredded: that it was there, and why it is gone. Instants are UTC.
 *
 * @param clock which clock ran out, and {@code term} how long it ran; {@code null} when somebody did it by hand
 * @param by who did it; {@code null} when it was the clock
 */
public record ShreddedFile(
        CaseId id,
        @Schema(type = "string", example = "K7MR-4QX") HumanReference reference,
        Instant openedAt,
        Instant shreddedAt,
        ShredCause cause,
        @Nullable RecordKind clock,

        @Schema(type = "string", example = "P30D") @Nullable Term term,

        @Nullable MemberId by) {}
