package org.amparo.ledger;

import java.time.LocalDate;
import org.amparo.kernel.HumanReference;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * What a steward asks the ledger. Days are Pacific and both belong to the period.
 *
 * @param changes whether what was done is told too, and not only what was read and refused
 * @param after where the page before ended, as {@link LedgerPage#next()} gave it
 */
public record LedgerQuery(
        @Nullable HumanReference reference,
        @Nullable MemberId member,
        LocalDate from,
        LocalDate to,
        boolean changes,
        @Nullable String after) {}
