package org.amparo.matching;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/**
 * All waiting cases were planned against all open room. Nothing is offered by that.
 *
 * @param cases how many cases were planned
 * @param placed how many of them the plan finds a provider for
 * @param oneByOne how many one-by-one routing would have found one for
 */
public record DocketPlanned(DocketPlanId plan, int cases, int placed, int oneByOne, Actor actor, Instant at)
        implements Accountable {}
