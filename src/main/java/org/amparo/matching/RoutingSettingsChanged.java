package org.amparo.matching;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** The coalition ranks providers, or sends offers out, in another way than before. */
public record RoutingSettingsChanged(int version, Actor actor, Instant at) implements Accountable {}
