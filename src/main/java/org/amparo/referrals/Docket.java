package org.amparo.referrals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.ConsentPurpose;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Rejected;
import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * What routing knows of one round of a case.
 *
 * @param paused the case is linked to another file about the same person: nothing new is offered for it
 * @param changedAt when something was told last that opens the question again who can take it; {@code null} when nothing was
 * @param question what who has it was asked and has not answered
 * @param terms what the coalition agreed about offers when providers were proposed last
 * @param waiting what has to come before anybody, or anybody else, is asked
 */
record Docket(
        CaseId caseFile,
        int round,
        HumanReference reference,
        State state,
        CaseFacts facts,
        Instant since,
        Instant due,
        List<Proposal> proposals,
        @Nullable Instant routedAt,
        @Nullable Instant noProviderSince,
        @Nullable OrganizationId placedWith,
        boolean paused,
        @Nullable Instant changedAt,
        @Nullable Reopening changedBecause,
        @Nullable PlacementQuestion question,
        OfferTerms terms,
        @Nullable Waiting waiting) {

    enum State {
        OPEN,
        NO_CONSENT,
        PLACED,
        CONCLUDED,
        CLOSED
    }

    /** @throws Rejected when nobody may be asked to take it */
    void requireOpen(Instant now) {
        if (state == State.OPEN && !consents(now)) {
            throw Rejected.conflict("consent-missing");
        }
        switch (state) {
            case OPEN -> {
                if (paused) {
                    throw Rejected.conflict("case-linked");
                }
            }
            case NO_CONSENT -> throw Rejected.conflict("consent-missing");
            case PLACED, CONCLUDED -> throw Rejected.conflict("case-already-placed");
            case CLOSED -> throw Rejected.conflict("case-closed");
        }
    }

    /** Whether there is consent to sharing with providers at that moment. */
    boolean consents(Instant now) {
        var until = Dockets.consentUntil(facts);
        return facts.purposes().contains(ConsentPurpose.SHARE_WITH_PROVIDERS) && (until == null || now.isBefore(until));
    }

    /** What a look was for: that other facts were told is called what it was, where the docket knows. */
    Reopening reopenedBy(Reopening because, Instant told) {
        return because == Reopening.FACTS && changedBecause == Reopening.HEARING && told.equals(changedAt)
                ? Reopening.HEARING
                : because;
    }

    /** The fund the latest shortlist named for that provider. */
    Optional<FundId> proposedFund(OrganizationId provider) {
        return proposals.stream()
                .filter(proposal -> proposal.provider().equals(provider))
                .findFirst()
                .map(Proposal::fund);
    }

    /** Whether those on call have had the time in which only they are asked. */
    boolean headStartIsOver(Instant now) {
        return waiting != null && waiting.isFor(WaitsFor.ROTA) && !now.isBefore(waiting.until());
    }

    RoutingState routing(boolean offered) {
        return routing(state, offered, routedAt != null, noProviderSince != null, waiting);
    }

    static RoutingState routing(
            State state, boolean offered, boolean routed, boolean exhausted, @Nullable Waiting waiting) {
        return switch (state) {
            case NO_CONSENT -> RoutingState.NO_CONSENT;
            case PLACED -> RoutingState.PLACED;
            case CONCLUDED -> RoutingState.CONCLUDED;
            case CLOSED -> RoutingState.CLOSED;
            case OPEN -> {
                if (offered) {
                    yield RoutingState.OFFERED;
                }
                if (exhausted) {
                    yield RoutingState.NO_PROVIDER;
                }
                if (waiting != null && waiting.what() != WaitsFor.ROTA) {
                    yield waiting.isFor(WaitsFor.HAND) ? RoutingState.BY_HAND : RoutingState.RESTING;
                }
                yield routed ? RoutingState.WAITING : RoutingState.ROUTING;
            }
        };
    }
}
