package org.amparo.matching.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.matching.Arrangement;
import org.amparo.matching.DescribePractice;
import org.amparo.matching.Offering;
import org.amparo.matching.Rooming;
import org.amparo.matching.Taking;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/** What a provider can take, replacing what was said before. What is left out is empty, but for {@code capacity}: left out, promises stay. */
record PracticeRequest(
        @Schema(example = "[\"BOND\", \"HABEAS\"]") @Nullable
        Set<Service> services,

        @Schema(example = "[\"ADLNTCA\"]") @Nullable Set<FacilityCode> facilities,

        @Schema(example = "[\"ADL\"]", description = "None named means any") @Nullable
        Set<CourtCode> courts,

        @Schema(example = "[\"LOS\"]", description = "Everywhere in these field offices") @Nullable
        Set<FieldOfficeCode> fieldOffices,

        @Schema(example = "[\"es\", \"en\"]") @Nullable Set<LanguageCode> languages,

        @Schema(example = "[\"mam\"]", description = "Reached by relay through Spanish") @Nullable
        Set<LanguageCode> relays,

        @Schema(example = "{\"U0\": 60, \"U1\": 240}", description = "Minutes; an absent urgency is not said")
        @JsonSetter(contentNulls = Nulls.FAIL)
        @Nullable
        Map<Urgency, Integer> answerMinutes,

        @Schema(example = "[\"SPANISH_BRIDGE\", \"UNFUNDED\"]") @Nullable
        Set<Arrangement> arrangements,

        @Schema(example = "[\"2026-12-25\"]", description = "Days on which you are closed, Pacific time") @Nullable
        Set<LocalDate> holidays,

        @Schema(example = "{\"BOND\": 4}", description = "Cases at a time; an absent service is not said")
        @JsonSetter(contentNulls = Nulls.FAIL)
        @Nullable
        Map<Service, Integer> capacity,

        @Schema(example = "OPEN") @Nullable Taking taking,

        @Schema(
                example = "STANDING",
                description =
                        "Whether a standing room counts, or what is promised week by week; left out, a standing room when there is a capacity, else as before")
        @Nullable
        Rooming rooming,

        @Schema(example = "3", description = "The revision you looked at; left out, nobody is protected from you")
        @Nullable
        Integer revision) {

    DescribePractice toCommand(OrganizationId provider) {
        return new DescribePractice(
                provider,
                new Offering(
                        orEmpty(services),
                        orEmpty(facilities),
                        orEmpty(courts),
                        orEmpty(fieldOffices),
                        orEmpty(languages),
                        orEmpty(relays),
                        answerMinutes == null ? Map.of() : answerMinutes,
                        orEmpty(arrangements),
                        orEmpty(holidays)),
                capacity,
                taking == null ? Taking.OPEN : taking,
                rooming,
                revision);
    }

    private static <V> Set<V> orEmpty(@Nullable Set<V> values) {
        return values == null ? Set.of() : values;
    }
}
