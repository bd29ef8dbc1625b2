package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** An intake nobody finished, or what was left of one that was, was destroyed. */
public record DraftShredded(DraftId draft, ShredCause cause, RecordKind clock, Term term, Actor actor, Instant at)
        implements Accountable {}
