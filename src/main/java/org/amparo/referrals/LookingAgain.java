package org.amparo.referrals;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationReinstated;
import org.amparo.membership.OrganizationSuspended;
import org.amparo.referrals.RoundLookedAt.Look;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Draws the conclusion when it was looked at again who has a round or is asked to take it: an offer that fits is kept with a note, one that does not
 * is taken back, and who has the case is asked whether they keep it. After the commit, at least once; a look from before a later change
 * is left aside, because another one follows.
 */
@Component
class LookingAgain {

    private final Dockets dockets;
    private final Referrals referrals;
    private final Offers offers;
    private final LegalClock clockOfTheLaw;
    private final Clock clock;

    LookingAgain(Dockets dockets, Referrals referrals, Offers offers, LegalClock clockOfTheLaw, Clock clock) {
        this.dockets = dockets;
        this.referrals = referrals;
        this.offers = offers;
        this.clockOfTheLaw = clockOfTheLaw;
        this.clock = clock;
    }

    @ApplicationModuleListener(id = "referrals.look-again")
    void on(RoundLookedAt looked) {
        follow(looked);
    }

    /** Within the caller's transaction. */
    void follow(RoundLookedAt looked) {
        dockets.lock(looked.caseFile(), looked.round()).ifPresent(docket -> {
            var looks = new HashMap<OrganizationId, Look>();
            looked.looks().forEach(look -> looks.put(look.provider(), look));
            switch (docket.state()) {
                case OPEN -> lookAtOffers(docket, looked, looks, clock.instant());
                case PLACED -> lookAtPlacement(docket, looked, looks, clock.instant());
                case NO_CONSENT, CONCLUDED, CLOSED -> {
                    // nobody is asked, and nobody has it
                }
            }
        });
    }

    private void lookAtOffers(Docket docket, RoundLookedAt looked, Map<OrganizationId, Look> looks, Instant now) {
        var because = docket.reopenedBy(looked.because(), looked.told());
        var kept = new ArrayList<Referral>();
        var gone = new ArrayList<Referral>();
        for (var referral : referrals.lockLive(docket.caseFile(), docket.round())) {
            var look = looks.get(referral.getProvider());
            if (look == null || !referral.isAskedAbout(looked.told(), now)) {
                continue;
            }
            var objection = referral.objectionThatCounts(look.objection(), because);
            if (objection != null) {
                gone.add(referral.recall(because, objection, Actor.system(), now));
            } else if (because != Reopening.FACTS && !referral.knowsOf(because, looked.told())) {
                kept.add(referral.keep(
                        because,
                        look.objection() == null ? look.despite() : look.objection(),
                        looked.told(),
                        clockOfTheLaw.dueAgain(referral, docket.facts(), now),
                        Actor.system(),
                        now));
            }
        }
        referrals.saveAllAndFlush(gone);
        referrals.saveAllAndFlush(kept);
    }

    private void lookAtPlacement(Docket docket, RoundLookedAt looked, Map<OrganizationId, Look> looks, Instant now) {
        var look = looks.get(docket.placedWith());
        if (look == null) {
            return;
        }
        if (look.objection() != null) {
            question(docket, looked.because(), look.objection(), looked.told(), now);
        } else if (dockets.retract(docket, looked.told())) {
            referrals
                    .taken(docket.caseFile(), docket.round())
                    .ifPresent(referral -> referrals.saveAndFlush(referral.keepPlacement(Actor.system(), now)));
        }
    }

    private void question(Docket docket, Reopening because, Objection objection, Instant told, Instant now) {
        if (dockets.question(docket, because, objection, told, now)) {
            referrals
                    .taken(docket.caseFile(), docket.round())
                    .ifPresent(referral ->
                            referrals.saveAndFlush(referral.question(because, objection, Actor.system(), now)));
        }
    }

    /** Live offers are taken back; the cases it has taken wait for a dispatcher to ask what becomes of them. */
    @ApplicationModuleListener(id = "referrals.recall")
    void on(OrganizationSuspended suspended) {
        var now = clock.instant();
        for (var docket : dockets.placedWith(suspended.organization())) {
            question(docket, Reopening.SUSPENDED, Objection.STANDING, suspended.at(), now);
        }
        offers.withdraw(
                referrals.lockLive(suspended.organization()),
                WithdrawReason.PROVIDER_SUSPENDED,
                suspended.actor(),
                now);
    }

    @ApplicationModuleListener(id = "referrals.placements-of-reinstated")
    void on(OrganizationReinstated reinstated) {
        for (var docket : dockets.placedWith(reinstated.organization())) {
            var question = docket.question();
            if (question != null
                    && question.because() == Reopening.SUSPENDED
                    && dockets.retract(docket, reinstated.at())) {
                referrals
                        .taken(docket.caseFile(), docket.round())
                        .ifPresent(referral ->
                                referrals.saveAndFlush(referral.keepPlacement(Actor.system(), clock.instant())));
            }
        }
    }
}
