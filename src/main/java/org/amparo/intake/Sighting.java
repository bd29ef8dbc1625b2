package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.amparo.kernel.FacilityCode;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody was, who says so, and when that was true.
 *
 * @param facility {@code null} when unknown or not detained
 * @param seenAt when it was true, in UTC; {@code null} stands for now
 */
public record Sighting(
        CustodyStatus custody,

        @Schema(type = "string", example = "ADLNTCA") @Nullable
        FacilityCode facility,

        @Nullable Instant seenAt,
        ObservationSource source) {

    public Sighting {
        custody = custody == null ? CustodyStatus.UNKNOWN : custody;
        source = source == null ? ObservationSource.OTHER : source;
    }

    /** Custody was not known to anybody on the phone. */
    public static Sighting unknown() {
        return new Sighting(CustodyStatus.UNKNOWN, null, null, ObservationSource.OTHER);
    }
}
