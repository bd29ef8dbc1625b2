package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.FacilityCode;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;

/** One entry of the custody timeline: true at {@code seenAt}, known to us since {@code recordedAt}. */
record Observation(
        CustodyStatus custody,
        @Nullable FacilityCode facility,
        Instant seenAt,
        ObservationSource source,
        Instant recordedAt,
        @Nullable MemberId recordedBy) {

    boolean tellsTheSameAs(Observation other) {
        return custody == other.custody
                && java.util.Objects.equals(facility, other.facility)
                && seenAt.equals(other.seenAt);
    }
}
