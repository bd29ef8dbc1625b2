package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A call back that was promised was made. */
public record PromiseKept(CallId call, Actor actor, Instant at) implements Accountable {}
