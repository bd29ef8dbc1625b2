package org.amparo.matching.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.matching.Limits;
import org.amparo.matching.PromiseWeek;
import org.amparo.matching.PromisedRoom;
import org.amparo.matching.Week;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/** How many cases a provider takes on in a week, in place of all it said of that week before. */
record PromisesRequest(
        @Schema(
                example = "{\"BOND\": {\"cases\": 2, \"facilities\": [\"ADLNTCA\"], \"languages\": [\"es\", \"mam\"]}}",
                description = "An absent service is not said")
        @JsonSetter(contentNulls = Nulls.FAIL)
        @Nullable
        Map<Service, RoomRequest> promises,

        @Schema(example = "3", description = "The revision you looked at; left out, nobody is protected from you")
        @Nullable
        Integer revision) {

    /** So many cases of one service. */
    record RoomRequest(
            @Schema(example = "2") @Nullable Integer cases,

            @Schema(
                    example = "[\"ADLNTCA\"]",
                    description = "None named, and no field office, means wherever the practice serves")
            @Nullable
            Set<FacilityCode> facilities,

            @Schema(example = "[]") @Nullable Set<FieldOfficeCode> fieldOffices,

            @Schema(example = "[\"es\", \"mam\"]", description = "None named means any the practice reaches") @Nullable
            Set<LanguageCode> languages) {}

    PromiseWeek toCommand(OrganizationId provider, LocalDate begins) {
        if (promises == null) {
            throw Rejected.invalid("promises", "required");
        }
        if (begins.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw Rejected.invalid("week", "week-begins-on-monday");
        }
        var faults = new ArrayList<Rejected.Fault>();
        var promised = new EnumMap<Service, PromisedRoom>(Service.class);
        new TreeMap<>(promises).forEach((service, room) -> {
            if (room.cases() == null) {
                faults.add(new Rejected.Fault("promises." + service + ".cases", "required", List.of()));
            } else {
                promised.put(
                        service,
                        new PromisedRoom(
                                room.cases(),
                                new Limits(
                                        orEmpty(room.facilities()),
                                        orEmpty(room.fieldOffices()),
                                        orEmpty(room.languages()))));
            }
        });
        if (!faults.isEmpty()) {
            throw Rejected.invalid(faults);
        }
        return new PromiseWeek(provider, new Week(begins), promised, revision);
    }

    private static <V> Set<V> orEmpty(@Nullable Set<V> values) {
        return values == null ? Set.of() : values;
    }
}
