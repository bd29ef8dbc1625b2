package org.amparo.matching;

import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseOpened;
import org.amparo.intake.ConsentGiven;
import org.amparo.intake.MergeUndone;
import org.amparo.intake.NeedsChanged;
import org.amparo.intake.PersonMoved;
import org.amparo.intake.PersonReleased;
import org.amparo.intake.UrgencyRaised;
import org.amparo.kernel.Actor;
import org.amparo.membership.FundRulesChanged;
import org.amparo.membership.OrganizationReinstated;
import org.amparo.referrals.ReferralDeclined;
import org.amparo.referrals.ReferralExpired;
import org.amparo.referrals.ReferralWithdrawn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;

/**
 * Decides when a shortlist is drawn: when a case asks for a provider, when its facts change, when an offer came to nothing, and when a
 * provider can take more than before. After the commit, at least once: drawing the same facts twice gives the same shortlist.
 */
@Component
class Redrawing {

    private static final Logger log = LoggerFactory.getLogger(Redrawing.class);

    /** So many waiting cases are looked at for one change of a practice or a fund; the most urgent first. */
    static final int MOST_AT_ONCE = 500;

    private final Drawing drawing;
    private final RoutedCases cases;
    private final Practices practices;

    Redrawing(Drawing drawing, RoutedCases cases, Practices practices) {
        this.drawing = drawing;
        this.cases = cases;
        this.practices = practices;
    }

    @ApplicationModuleListener(id = "matching.draw-for-opened-case")
    void on(CaseOpened opened) {
        draw(opened.caseFile(), opened.facts().round());
    }

    @ApplicationModuleListener(id = "matching.draw-for-consent")
    void on(ConsentGiven given) {
        draw(given.caseFile(), given.facts().round());
    }

    @ApplicationModuleListener(id = "matching.draw-for-undone-merge")
    void on(MergeUndone undone) {
        draw(undone.caseFile(), undone.facts().round());
    }

    @ApplicationModuleListener(id = "matching.draw-for-needs")
    void on(NeedsChanged changed) {
        draw(changed.caseFile(), changed.facts().round());
    }

    @ApplicationModuleListener(id = "matching.draw-for-urgency")
    void on(UrgencyRaised raised) {
        draw(raised.caseFile(), raised.facts().round());
    }

    @ApplicationModuleListener(id = "matching.draw-for-move")
    void on(PersonMoved moved) {
        draw(moved.caseFile(), moved.facts().round());
    }

    @ApplicationModuleListener(id = "matching.draw-for-release")
    void on(PersonReleased released) {
        draw(released.caseFile(), released.facts().round());
    }

    @ApplicationModuleListener(id = "matching.draw-after-decline")
    void on(ReferralDeclined declined) {
        draw(declined.caseFile(), declined.round());
    }

    @ApplicationModuleListener(id = "matching.draw-after-expiry")
    void on(ReferralExpired expired) {
        draw(expired.caseFile(), expired.round());
    }

    @ApplicationModuleListener(id = "matching.draw-after-withdrawal")
    void on(ReferralWithdrawn withdrawn) {
        switch (withdrawn.reason()) {
            case PROVIDER_SUSPENDED, FACTS_CHANGED -> draw(withdrawn.caseFile(), withdrawn.round());
            case PLACED_ELSEWHERE, BY_DISPATCHER, CONSENT_WITHDRAWN, CASE_CLOSED -> {
                // placed, taken in hand by a dispatcher, or not to be offered
            }
        }
    }

    @ApplicationModuleListener(id = "matching.draw-for-practice", propagation = Propagation.NOT_SUPPORTED)
    void on(PracticeDescribed described) {
        drawWaiting(waiting -> drawing.isNewlyEligible(waiting, described.provider()));
    }

    /** Only where room appeared: a case that could be offered to this provider before has it on its shortlist already. */
    @ApplicationModuleListener(id = "matching.draw-for-capacity", propagation = Propagation.NOT_SUPPORTED)
    void on(CapacityChanged changed) {
        var roomAppeared = practices
                .findById(changed.provider())
                .map(practice ->
                        practice.sheet(changed.at()).room(changed.service()).since())
                .filter(since -> !since.isBefore(changed.at().truncatedTo(ChronoUnit.MICROS)))
                .isPresent();
        if (roomAppeared) {
            drawWaiting(waiting -> waiting.facts().needs().contains(changed.service())
                    && drawing.isNewlyEligible(waiting, changed.provider()));
        }
    }

    /** What was promised for the week before counts no more, and what was promised for this one does. */
    void weekBegan() {
        drawWaiting(waiting -> true);
    }

    @ApplicationModuleListener(id = "matching.draw-for-fund-rules", propagation = Propagation.NOT_SUPPORTED)
    void on(FundRulesChanged changed) {
        drawWaiting(waiting -> true);
    }

    @ApplicationModuleListener(id = "matching.draw-for-reinstatement", propagation = Propagation.NOT_SUPPORTED)
    void on(OrganizationReinstated reinstated) {
        drawWaiting(waiting -> drawing.isNewlyEligible(waiting, reinstated.organization()));
    }

    private void draw(CaseId caseFile, int round) {
        drawing.draw(caseFile, round, Actor.system());
    }

    /** Each in a transaction of its own. When one fails the others are drawn all the same, and the event comes again for the rest. */
    private void drawWaiting(Predicate<RoutedCase> concerned) {
        RuntimeException failure = null;
        for (var each : cases.waitingWithoutOffer(MOST_AT_ONCE)) {
            try {
                if (concerned.test(each)) {
                    drawing.drawApart(each.caseFile(), each.round());
                }
            } catch (RuntimeException trouble) {
                log.warn(
                        "A waiting case could not be drawn again: {}",
                        trouble.getClass().getName());
                failure = trouble;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
