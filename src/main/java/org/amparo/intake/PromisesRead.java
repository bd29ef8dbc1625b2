package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Reading;

/** Somebody was shown whom their organization has promised to call back. */
public record PromisesRead(Actor actor, Instant at) implements Reading {}
