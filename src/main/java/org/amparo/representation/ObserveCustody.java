package org.amparo.representation;

import java.time.Instant;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.FacilityCode;
import org.jspecify.annotations.Nullable;

/** The provider knows where the person is. {@code observedOn} in UTC, not in the future; a facility only while detained or in local custody. */
public record ObserveCustody(
        MatterId matter,
        long version,
        CustodyStatus custody,
        @Nullable FacilityCode facility,
        Instant observedOn) {}
