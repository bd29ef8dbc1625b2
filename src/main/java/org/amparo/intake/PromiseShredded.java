package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.jspecify.annotations.Nullable;

/** Whom to call back, and what about, was destroyed; that there was a call stays. */
public record PromiseShredded(
        CallId call,
        ShredCause cause,
        @Nullable RecordKind clock,
        @Nullable Term term,
        Actor actor,
        Instant at) implements Accountable {}
