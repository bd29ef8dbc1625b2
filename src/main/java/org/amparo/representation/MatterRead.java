package org.amparo.representation;

import java.time.Instant;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Reading;

/** Somebody of the provider was shown a matter, with its notes. */
public record MatterRead(MatterId matter, HumanReference reference, Actor actor, Instant at) implements Reading {}
