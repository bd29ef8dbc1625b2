package org.amparo.matching;

import java.time.Instant;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.referrals.Proposal;
import org.amparo.referrals.ProvidersProposed;
import org.amparo.referrals.Route;

/** A dispatcher committed the plan: this case is offered to the provider planned for it first, and to the others after it by their rank. */
public record PlacementPlanned(
        DocketPlanId plan, CaseId caseFile, int round, List<Proposal> proposals, Route route, Actor actor, Instant at)
        implements ProvidersProposed {

    public PlacementPlanned {
        proposals = List.copyOf(proposals);
    }
}
