package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.amparo.kernel.Personal;
import org.jspecify.annotations.Nullable;

/** Somebody on the reader's own conflict list; {@code reference} is the organization's own. Times are in UTC. */
public record ConflictEntryView(
        @Schema(type = "string", format = "uuid") ConflictId id,
        String name,
        ConflictKind kind,
        @Nullable String reference,
        Instant addedAt)
        implements Personal {

    @Override
    public String toString() {
        return SEALED;
    }
}
