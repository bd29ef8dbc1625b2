package org.amparo.membership;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A fund starts to pay. */
public record FundOpened(FundId fund, Actor actor, Instant at) implements Accountable {}
