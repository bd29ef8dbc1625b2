package org.amparo.ledger;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** What was done about legal process was registered. */
public record ProcessAnswered(ProcessId process, ProcessResponse response, Counsel counsel, Actor actor, Instant at)
        implements Accountable {}
