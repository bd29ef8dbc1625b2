package org.amparo.holding;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A provider organization, for the steward who decides whether it may hold files alone. All times are in UTC.
 *
 * @param permittedAt since when it may; {@code null} when it may not
 * @param graceDays how many days after a yes the coalition keeps its key
 * @param madeAt when it made its key; {@code null} when it has none
 * @param confirmedAt when a second person showed that the recovery sheets were written down; nothing is handed over before
 * @param waiting files within the days of grace
 * @param held files it alone opens
 */
public record HolderView(
        @Schema(type = "string", format = "uuid") OrganizationId organization,
        String name,
        @Nullable Instant permittedAt,
        int graceDays,
        @Nullable Instant madeAt,
        @Nullable Instant confirmedAt,
        int waiting,
        int held) {}
