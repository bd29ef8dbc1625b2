package org.amparo.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.ListCode;
import org.jspecify.annotations.Nullable;

/**
 * How custody began.
 *
 * @param on day of the arrest, Pacific time
 * @param at time of the arrest, Pacific time; needs the day
 * @param agencies who had a part in it and which, in the order told; none when nobody knows. The same is kept once.
 * @param stage stage of the arrest-to-deportation pipeline, entry of the list {@code PIPELINE_STAGE}
 * @param detainedSince first day in immigration detention, Pacific time, when it differs from the day of the arrest
 */
public record ArrestDetails(
        @Nullable LocalDate on,

        @Schema(type = "string", example = "06:30") @Nullable
        LocalTime at,

        @Schema(type = "string", example = "06037") @Nullable
        CountyCode county,

        @Schema(
                example =
                        "[{\"agency\": \"LASD\", \"part\": \"HANDED_OVER\"}, {\"agency\": \"ICE_ERO\", \"part\": \"HOLDS\"}]")
        List<AgencyInvolved> agencies,

        @Schema(type = "string") @Nullable ListCode stage,
        ArrestHow how,
        @Nullable LocalDate detainedSince) {

    @SuppressWarnings("java:S2583") // absent in JSON means none
    public ArrestDetails {
        agencies = agencies == null ? List.of() : List.copyOf(new LinkedHashSet<>(agencies));
        how = how == null ? ArrestHow.UNKNOWN : how;
    }

    public static ArrestDetails unknown() {
        return new ArrestDetails(null, null, null, List.of(), null, ArrestHow.UNKNOWN, null);
    }

    /** The agency that made the arrest, the first when several did; {@code null} when unknown. Figures and routing ask for it. */
    public @Nullable ListCode arrestingAgency() {
        return agencies.stream()
                .filter(involved -> involved.part() == AgencyPart.ARRESTED)
                .map(AgencyInvolved::agency)
                .findFirst()
                .orElse(null);
    }
}
