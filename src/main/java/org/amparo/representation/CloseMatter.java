package org.amparo.representation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The service ended on that day, Pacific time, not in the future. {@code service} is an outcome of the service track; {@code legal} the outcome that decides the legal case, required when a full removal defense was completed. */
public record CloseMatter(
        MatterId matter,
        long version,
        Outcome service,
        @Nullable Outcome legal,
        LocalDate on) {}
