package org.amparo.membership;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** The rules of a fund changed; who may be charged to it is asked again. */
public record FundRulesChanged(FundId fund, Actor actor, Instant at) implements Accountable {}
