package org.amparo.correspondence;

import java.time.Instant;
import org.amparo.intake.RecordKind;
import org.amparo.intake.ShredCause;
import org.amparo.intake.Term;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Count;

/** E-mails that were sent or dropped long ago were deleted; one fact for all of them, since none is about a person. */
public record LettersShredded(ShredCause cause, RecordKind clock, Term term, Count letters, Actor actor, Instant at)
        implements Accountable {}
