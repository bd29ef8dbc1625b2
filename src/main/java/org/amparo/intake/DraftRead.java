package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Reading;

/** Somebody was shown an intake that is not a case file yet. */
public record DraftRead(DraftId draft, Actor actor, Instant at) implements Reading {}
