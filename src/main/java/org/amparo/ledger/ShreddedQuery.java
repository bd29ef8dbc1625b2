package org.amparo.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a steward asks about what was destroyed. Days are Pacific and both belong to the period.
 *
 * @param after where the page before ended, as {@link ShreddedPage#next()} gave it
 */
public record ShreddedQuery(
        LocalDate from, LocalDate to, @Nullable String after) {}
