package org.amparo.matching.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.matching.SetCapacity;
import org.amparo.matching.Taking;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/** How much a provider can take, replacing all promises made before. */
record CapacityRequest(
        @Schema(
                example = "{\"BOND\": 4, \"HABEAS\": 1}",
                description = "Cases at a time; an absent service is not said")
        @Nullable
        Map<Service, @Nullable Integer> capacity,

        @Schema(example = "OPEN") @Nullable Taking taking) {

    SetCapacity toCommand(OrganizationId provider) {
        if (capacity == null) {
            throw Rejected.invalid("capacity", "required");
        }
        var promised = new java.util.EnumMap<Service, Integer>(Service.class);
        capacity.forEach((service, cases) -> {
            if (cases != null) {
                promised.put(service, cases);
            }
        });
        return new SetCapacity(provider, promised, taking == null ? Taking.OPEN : taking);
    }
}
