package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A call to the hotline ended. */
public record CallLogged(CallId call, CallKind kind, Actor actor, Instant at) implements Accountable {}
