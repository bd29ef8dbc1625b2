package org.amparo.referrals;

import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Follows a shortlist, by the route the coalition set for its urgency: to several at once, to one after the other, to those on call before the others, or
 * to nobody before a dispatcher chooses. What can wait is not offered in quiet hours, unless a person chose who is asked.
 *
 * <p>Nobody is asked twice by itself: who holds an offer of the round, said no, or let it expire is passed over, so that a shortlist heard
 * twice or late changes nothing. An offer taken back before it was answered, because consent was missing, the person was moved or the
 * provider was suspended, was no question; the same provider may be asked anew.
 */
@Component
class Routing {

    private static final Logger LOG = LoggerFactory.getLogger(Routing.class);
    private static final Set<WithdrawReason> NEVER_ANSWERABLE =
            Set.of(WithdrawReason.CONSENT_WITHDRAWN, WithdrawReason.FACTS_CHANGED, WithdrawReason.PROVIDER_SUSPENDED);

    private final Dockets dockets;
    private final Referrals referrals;
    private final Offers offers;
    private final LegalClock clockOfTheLaw;
    private final ReferralSettings settings;
    private final Clock clock;

    Routing(
            Dockets dockets,
            Referrals referrals,
            Offers offers,
            LegalClock clockOfTheLaw,
            ReferralSettings settings,
            Clock clock) {
        this.dockets = dockets;
        this.referrals = referrals;
        this.offers = offers;
        this.clockOfTheLaw = clockOfTheLaw;
        this.settings = settings;
        this.clock = clock;
    }

    @ApplicationModuleListener(id = "referrals.routing")
    void on(ProvidersProposed proposed) {
        follow(proposed);
    }

    /** Within the caller's transaction. */
    void follow(ProvidersProposed proposed) {
        var docket = dockets.lock(proposed.caseFile(), proposed.round()).orElse(null);
        if (docket == null) {
            LOG.warn(
                    "a shortlist names a round nobody opened: case {} round {}", proposed.caseFile(), proposed.round());
            return;
        }
        var now = clock.instant();
        if (docket.state() != Docket.State.OPEN || docket.paused() || !docket.consents(now)) {
            return;
        }
        var before = referrals.findByCaseFileAndRound(docket.caseFile(), docket.round());
        var asked = before.stream()
                .filter(Routing::countsAsAsked)
                .map(Referral::getProvider)
                .collect(toSet());
        var live = before.stream()
                .filter(referral -> referral.getStatus().isLive())
                .toList();
        var free = proposed.proposals().stream()
                .filter(proposal -> !asked.contains(proposal.provider()))
                .toList();
        var step = step(docket, proposed, free, live, now);
        if (!step.chosen().isEmpty()) {
            offers.make(docket, step.chosen(), proposed.terms(), Actor.system(), now);
        }
        dockets.routed(
                docket,
                distinct(proposed.proposals()),
                proposed.terms(),
                live.isEmpty() && step.isTheEnd() ? Dockets.Exhaustion.NOBODY_LEFT : Dockets.Exhaustion.SOMEBODY_ASKED,
                step.waiting(),
                now);
    }

    /**
     * What happens next.
     *
     * @param chosen who is asked now
     * @param waiting what has to come before anybody, or anybody else, is asked
     */
    private record Step(
            List<Offers.Chosen> chosen, @Nullable Waiting waiting) {

        /** Whether nobody is asked, and nothing will change that by itself or by a dispatcher's choice. */
        boolean isTheEnd() {
            return chosen.isEmpty() && (waiting == null || waiting.isFor(WaitsFor.ROTA));
        }
    }

    private Step step(
            Docket docket, ProvidersProposed proposed, List<Proposal> free, List<Referral> live, Instant now) {
        if (!proposed.chosen()) {
            if (proposed.route() == Route.BY_HAND) {
                return live.isEmpty() ? forTheHand(docket, proposed.terms(), free, now) : new Step(List.of(), null);
            }
            var morning =
                    clockOfTheLaw.restsUntil(docket.facts(), proposed.terms().quiet(), now);
            if (morning != null) {
                return forTheMorning(docket, proposed, free, live, morning, now);
            }
        }
        return proposed.route() == Route.ROTA
                ? byRota(docket, proposed, free, live, now)
                : new Step(ask(free, room(proposed.route()) - live.size(), proposal -> proposed.route()), null);
    }

    /** Nothing is offered by itself. */
    private Step forTheHand(Docket docket, OfferTerms terms, List<Proposal> free, Instant now) {
        return free.stream().anyMatch(proposal -> offers.mayAsk(proposal.provider()))
                ? new Step(
                        List.of(),
                        goingOn(docket, WaitsFor.HAND, now, clockOfTheLaw.choiceDue(docket.facts(), terms, now)))
                : new Step(List.of(), null);
    }

    /** Whoever would be asked now is asked in the morning. */
    private Step forTheMorning(
            Docket docket,
            ProvidersProposed proposed,
            List<Proposal> free,
            List<Referral> live,
            Instant morning,
            Instant now) {
        var more = room(proposed.route()) > live.size()
                && free.stream().anyMatch(proposal -> offers.mayAsk(proposal.provider()));
        return new Step(List.of(), more ? goingOn(docket, WaitsFor.MORNING, now, morning) : null);
    }

    /**
     * Those on call first, several at once, and the others one after the other when nobody on call took it in the time they have. In urgent cases nobody waits for
     * anybody: several at once, those on call before the others.
     */
    private Step byRota(
            Docket docket, ProvidersProposed proposed, List<Proposal> free, List<Referral> live, Instant now) {
        var onCall = proposed.onCall();
        if (docket.facts().urgency().neverWaits()) {
            return new Step(
                    ask(
                            free,
                            settings.broadcast() - live.size(),
                            proposal -> onCall.contains(proposal.provider()) ? Route.ROTA : Route.BROADCAST),
                    null);
        }
        if (!docket.headStartIsOver(now)) {
            var first = free.stream()
                    .filter(proposal -> onCall.contains(proposal.provider()))
                    .toList();
            var chosen = ask(first, settings.broadcast() - live.size(), proposal -> Route.ROTA);
            if (!chosen.isEmpty() || live.stream().anyMatch(referral -> referral.getRoute() == Route.ROTA)) {
                var until = now.plus(Duration.ofMinutes(proposed.terms().headStartMinutes()));
                return new Step(chosen, goingOn(docket, WaitsFor.ROTA, now, until));
            }
        }
        var others = live.stream()
                .filter(referral -> referral.getRoute() != Route.ROTA)
                .count();
        var waited = docket.waiting();
        return new Step(
                ask(free, 1 - others, proposal -> Route.IN_ORDER),
                waited != null && waited.isFor(WaitsFor.ROTA) ? waited : null);
    }

    /** What a round waits for already goes on as it began. */
    private static Waiting goingOn(Docket docket, WaitsFor what, Instant now, Instant until) {
        var waiting = docket.waiting();
        if (waiting == null || !waiting.isFor(what)) {
            return Waiting.begin(what, now, until);
        }
        return what == WaitsFor.MORNING && !waiting.until().equals(until)
                ? new Waiting(what, waiting.since(), until, false)
                : waiting;
    }

    private List<Offers.Chosen> ask(List<Proposal> free, long room, Function<Proposal, Route> route) {
        return free.stream()
                .filter(proposal -> offers.mayAsk(proposal.provider()))
                .limit(Math.max(0, room))
                .map(proposal -> new Offers.Chosen(proposal, route.apply(proposal)))
                .toList();
    }

    private int room(Route route) {
        return route == Route.BROADCAST || route == Route.ROTA ? settings.broadcast() : 1;
    }

    private static boolean countsAsAsked(Referral referral) {
        var reason = referral.getWithdrawReason();
        return reason == null || !NEVER_ANSWERABLE.contains(reason);
    }

    private static List<Proposal> distinct(List<Proposal> proposals) {
        var seen = new HashSet<OrganizationId>();
        return proposals.stream()
                .filter(proposal -> seen.add(proposal.provider()))
                .toList();
    }
}
