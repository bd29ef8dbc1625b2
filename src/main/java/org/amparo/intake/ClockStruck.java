package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/**
 * The nightly purge has begun. Whoever keeps records of that kind destroys those that began before that moment, a legal hold excepted, and
 * tells each by an event whose name ends in {@code Shredded}: by that ending the ledger finds the proof.
 */
public record ClockStruck(RecordKind clock, Term term, Instant before, Actor actor, Instant at)
        implements Accountable {}
