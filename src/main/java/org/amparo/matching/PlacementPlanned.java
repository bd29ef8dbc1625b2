package org.amparo.matching;

import java.time.Instant;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.referrals.OfferTerms;
import org.amparo.referrals.Proposal;
import org.amparo.referrals.ProvidersProposed;
import org.amparo.referrals.Route;

/** A dispatcher committed the plan: this case is offered to the provider planned for it first, and to the others after it by their rank. */
public record PlacementPlanned(
        DocketPlanId plan,
        CaseId caseFile,
        int round,
        List<Proposal> proposals,
        Route route,
        OfferTerms terms,
        Actor actor,
        Instant at)
        implements ProvidersProposed {

    @SuppressWarnings("java:S2583") // those announced before there were terms have none
    public PlacementPlanned {
        proposals = List.copyOf(proposals);
        terms = terms == null ? OfferTerms.USUAL : terms;
    }

    @Override
    public boolean chosen() {
        return true;
    }
}
