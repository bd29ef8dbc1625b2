package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.LocalTime;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.ListCode;
import org.jspecify.annotations.Nullable;

/**
 * How custody began.
 *
 * @param on day of the arrest, Pacific time
 * @param at time of the arrest, Pacific time; needs the day
 * @param agency entry of the list {@code AGENCY}
 * @param stage stage of the arrest-to-deportation pipeline, entry of the list {@code PIPELINE_STAGE}
 * @param detainedSince first day in immigration detention, Pacific time, when it differs from the day of the arrest
 */
public record ArrestDetails(
        @Nullable LocalDate on,

        @Schema(type = "string", example = "06:30") @Nullable
        LocalTime at,

        @Schema(type = "string", example = "06037") @Nullable
        CountyCode county,

        @Schema(type = "string") @Nullable ListCode agency,
        @Schema(type = "string") @Nullable ListCode stage,
        ArrestHow how,
        @Nullable LocalDate detainedSince) {

    public ArrestDetails {
        how = how == null ? ArrestHow.UNKNOWN : how;
    }

    public static ArrestDetails unknown() {
        return new ArrestDetails(null, null, null, null, null, ArrestHow.UNKNOWN, null);
    }
}
