package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;

/** A request to open a file in an emergency was refused, or ended before its time. */
public record EmergencyEnded(EmergencyId emergency, HumanReference reference, boolean refused, Actor actor, Instant at)
        implements Accountable {}
