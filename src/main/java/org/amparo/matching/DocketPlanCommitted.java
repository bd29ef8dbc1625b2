package org.amparo.matching;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/**
 * A plan was turned into offers.
 *
 * @param offered how many cases were passed on to be offered as planned
 * @param refused how many were not, because something had changed since the plan was made
 */
public record DocketPlanCommitted(DocketPlanId plan, int offered, int refused, Actor actor, Instant at)
        implements Accountable {}
