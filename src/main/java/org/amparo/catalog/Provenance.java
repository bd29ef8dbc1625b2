package org.amparo.catalog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry comes from and when it holds: from {@code validFrom} up to and without {@code validTo}, Pacific time.
 *
 * @param source the publication, contract or person it comes from
 */
public record Provenance(LocalDate validFrom, @Nullable LocalDate validTo, String source) {

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || day.isBefore(validTo));
    }

    boolean overlaps(Provenance other) {
        return (other.validTo == null || validFrom.isBefore(other.validTo))
                && (validTo == null || other.validFrom.isBefore(validTo));
    }
}
