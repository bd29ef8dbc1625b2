package org.amparo.ledger;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** Legal process was registered. */
public record ProcessReceived(
        ProcessId process, ProcessKind kind, ProcessIssuer issuer, ProcessScope scope, Actor actor, Instant at)
        implements Accountable {}
