package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import org.amparo.kernel.CourtCode;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the next hearing. The court's automated line has no bond hearings, so it is typed by hand and carries its source.
 *
 * @param on day of the hearing, Pacific time; {@code null} when only the court is known
 * @param verifiedOn day somebody last checked it, Pacific time; {@code null} stands for today
 */
public record HearingDetails(
        @Nullable LocalDate on,
        @Schema(type = "string", example = "ADL") @Nullable CourtCode court,
        ObservationSource source,
        @Nullable LocalDate verifiedOn) {

    public HearingDetails {
        source = source == null ? ObservationSource.OTHER : source;
    }
}
