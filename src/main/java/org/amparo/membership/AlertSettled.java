package org.amparo.membership;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A steward has looked into an alert. */
public record AlertSettled(AlertId alert, Actor actor, Instant at) implements Accountable {}
