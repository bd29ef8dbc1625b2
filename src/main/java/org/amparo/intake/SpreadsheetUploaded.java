package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A spreadsheet was uploaded and waits for confirmation. */
public record SpreadsheetUploaded(ImportId spreadsheet, Actor actor, Instant at) implements Accountable {}
