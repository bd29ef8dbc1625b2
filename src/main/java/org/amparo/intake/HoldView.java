package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/** A legal hold, by the reference of the case and nothing else of it. Instants are UTC. */
public record HoldView(
        HoldId id,
        @Schema(type = "string", example = "K7MR-4QX") HumanReference reference,
        HoldReason reason,
        Instant setAt,
        @Nullable MemberId setBy,
        @Nullable Instant liftedAt,
        @Nullable MemberId liftedBy,
        @Nullable LiftReason liftReason) {}
