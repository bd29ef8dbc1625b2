package org.amparo.correspondence;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.amparo.kernel.HumanReference;
import org.jspecify.annotations.Nullable;

/**
 * A letter as the steward sees it: to whom, how far, why not.
 *
 * @param reference the reference it speaks of, {@code null} when it speaks of none
 * @param recipient the member's name, empty when they are no member any more
 * @param nextAttempt when it is tried again, {@code null} when it is not
 */
public record LetterView(
        LetterId id,
        LetterKind kind,

        @Schema(type = "string", example = "K7MR-4QX") @Nullable
        HumanReference reference,

        @Schema(example = "Alma Quispe") String recipient,
        LetterState state,
        int attempts,
        @Nullable DeliveryTrouble trouble,
        Instant writtenAt,
        @Nullable Instant nextAttempt) {}
