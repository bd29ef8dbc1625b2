package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A steward set how long a kind of record is kept. A shorter term counts a week later. */
public record TermSet(RecordKind clock, Term term, Actor actor, Instant at) implements Accountable {}
