package org.amparo.membership;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From when until when a share was agreed; {@code validTo}, the first day it holds no more, is {@code null} while it holds. Pacific time. */
@Embeddable
record ShareTerm(
        UUID organization,
        int percent,
        @Column(name = "valid_from") LocalDate validFrom,
        @Column(name = "valid_to") @Nullable LocalDate validTo) {

    boolean isOpen() {
        return validTo == null;
    }

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || day.isBefore(validTo));
    }

    ShareTerm endedBy(LocalDate day) {
        return new ShareTerm(organization, percent, validFrom, day);
    }
}
