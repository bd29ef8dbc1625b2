package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;

/** Somebody who may not see a file asked to see it in an emergency. Nothing is opened yet, and there may be no such file. */
public record EmergencyAsked(
        EmergencyId emergency, HumanReference reference, EmergencyReason reason, Actor actor, Instant at)
        implements Accountable {}
