package org.amparo.matching;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * What a provider can take, and how much.
 *
 * @param revision counts what people said; sent back with a change, so that nobody overwrites another's words unseen
 * @param rooming whether it says a standing room or promises week by week
 * @param capacity one row for each service offered or in use
 * @param describedAt when somebody last described it, in UTC; {@code null} when nobody has
 */
public record PracticeView(
        OrganizationId provider,
        @Schema(example = "Valley Defenders") String name,
        @Schema(example = "3") int revision,
        Taking taking,
        Offering offering,
        Rooming rooming,
        List<CapacityView> capacity,
        @Nullable Instant describedAt) {}
