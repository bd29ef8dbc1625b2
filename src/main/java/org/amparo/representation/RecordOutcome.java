package org.amparo.representation;

import java.time.LocalDate;
import org.amparo.kernel.FacilityCode;
import org.jspecify.annotations.Nullable;

/** An outcome on the custody or the legal track; how the service ended is said by {@link CloseMatter}. {@code on} is a day in Pacific time, not in the future; {@code amountCents}, in US cents, is required for a bond set or granted, possible for a bond posted and refused elsewhere; {@code facility} is required for a transfer and refused elsewhere. */
public record RecordOutcome(
        MatterId matter,
        long version,
        Outcome outcome,
        LocalDate on,
        @Nullable Long amountCents,
        @Nullable FacilityCode facility) {}
