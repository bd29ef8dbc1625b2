package org.amparo.representation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A timed step of the service was taken. {@code on} in UTC, not in the future; {@code how} is required for the first contact. */
public record RecordMilestone(
        MatterId matter,
        long version,
        ServiceMilestone milestone,
        Instant on,
        @Nullable ContactMode how) {}
