package org.amparo.matching;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.OfferTerms;
import org.amparo.referrals.Proposal;
import org.amparo.referrals.ProvidersProposed;
import org.amparo.referrals.Route;
import org.jspecify.annotations.Nullable;

/**
 * The providers who could take a case were found, best first.
 *
 * @param onCall those that come first for having somebody on call, where offers go to a rota
 */
public record ShortlistDrawn(
        CaseId caseFile,
        int round,
        List<Proposal> proposals,
        Route route,
        OfferTerms terms,
        Set<OrganizationId> onCall,
        Actor actor,
        Instant at)
        implements ProvidersProposed {

    @SuppressWarnings("java:S2583") // those announced before there were terms have none
    public ShortlistDrawn(
            CaseId caseFile,
            int round,
            List<Proposal> proposals,
            Route route,
            @Nullable OfferTerms terms,
            @Nullable Set<OrganizationId> onCall,
            Actor actor,
            Instant at) {
        this.caseFile = caseFile;
        this.round = round;
        this.proposals = proposals;
        this.route = route;
        this.terms = terms == null ? OfferTerms.USUAL : terms;
        this.onCall = onCall == null ? Set.of() : Set.copyOf(onCall);
        this.actor = actor;
        this.at = at;
    }
}
