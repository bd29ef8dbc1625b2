package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A spreadsheet nobody confirmed was destroyed. */
public record SpreadsheetShredded(
        ImportId spreadsheet, ShredCause cause, RecordKind clock, Term term, Actor actor, Instant at)
        implements Accountable {}
