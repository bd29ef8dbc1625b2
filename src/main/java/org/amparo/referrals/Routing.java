package org.amparo.referrals;

import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Follows a shortlist: an urgent case goes to several at once, any other to one after the other.
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
    private final ReferralSettings settings;
    private final Clock clock;

    Routing(Dockets dockets, Referrals referrals, Offers offers, ReferralSettings settings, Clock clock) {
        this.dockets = dockets;
        this.referrals = referrals;
        this.offers = offers;
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
        var live = before.stream()
                .filter(referral -> referral.getStatus().isLive())
                .count();
        var room = room(proposed.route()) - live;
        var asked = before.stream()
                .filter(Routing::countsAsAsked)
                .map(Referral::getProvider)
                .collect(toSet());
        var chosen = proposed.proposals().stream()
                .filter(proposal -> !asked.contains(proposal.provider()))
                .filter(proposal -> offers.mayAsk(proposal.provider()))
                .limit(Math.max(0, room))
                .toList();
        if (!chosen.isEmpty()) {
            offers.make(docket, chosen, proposed.route(), Actor.system(), now);
        }
        dockets.routed(
                docket,
                distinct(proposed.proposals()),
                live == 0 && chosen.isEmpty() ? Dockets.Exhaustion.NOBODY_LEFT : Dockets.Exhaustion.SOMEBODY_ASKED,
                now);
    }

    private long room(Route route) {
        return route == Route.BROADCAST ? settings.broadcast() : 1;
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
