package org.amparo.matching;

import io.swagger.v3.oas.annotations.media.Schema;
import org.amparo.kernel.Service;
import org.jspecify.annotations.Nullable;

/**
 * How much of one service a provider can take.
 *
 * @param promised cases at a time, {@code null} when not said
 * @param used cases accepted and not concluded
 * @param open cases it could still take now, by its standing room or by what it promised for this week; {@code null} when not said
 */
public record CapacityView(
        @Schema(example = "BOND") Service service,
        @Schema(example = "4") @Nullable Integer promised,
        @Schema(example = "1") int used,
        @Schema(example = "3") @Nullable Integer open) {}
