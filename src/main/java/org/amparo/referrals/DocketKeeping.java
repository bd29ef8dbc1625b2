package org.amparo.referrals;

import java.time.Instant;
import java.util.Objects;
import org.amparo.intake.CaseClosed;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseOpened;
import org.amparo.intake.CasesMerged;
import org.amparo.intake.ConsentGiven;
import org.amparo.intake.ConsentWithdrawn;
import org.amparo.intake.MergeUndone;
import org.amparo.intake.NeedsChanged;
import org.amparo.intake.PersonMoved;
import org.amparo.intake.PersonReleased;
import org.amparo.intake.UrgencyRaised;
import org.amparo.kernel.Actor;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the docket inside intake's own transactions, and takes live offers back with them where nobody may answer any more: a withdrawn
 * consent, a closed case and a person who was moved leave no moment in which a provider could still say yes to what is gone.
 *
 * <p>Whoever holds a live offer when the person is moved or released may not serve the new place: the offer is held from that moment, so that no yes
 * counts before it was looked at again ({@link LookingAgain}).
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DocketKeeping {

    /** The docket is locked before what other modules keep of the same news: one order of locks for intake's changes and for answers. */
    private static final int FIRST = 0;

    private final Dockets dockets;
    private final Referrals referrals;
    private final Offers offers;
    private final LegalClock clock;

    DocketKeeping(Dockets dockets, Referrals referrals, Offers offers, LegalClock clock) {
        this.dockets = dockets;
        this.referrals = referrals;
        this.offers = offers;
        this.clock = clock;
    }

    @EventListener
    @Order(FIRST)
    void on(CaseOpened opened) {
        dockets.open(
                opened.caseFile(),
                opened.reference(),
                opened.facts(),
                clockwork(opened.facts(), opened.at()),
                opened.at());
    }

    @EventListener
    @Order(FIRST)
    void on(ConsentGiven given) {
        change(given.caseFile(), given.facts(), Dockets.Promise.STARTS_ANEW, given.actor(), given.at());
    }

    @EventListener
    @Order(FIRST)
    void on(UrgencyRaised raised) {
        change(raised.caseFile(), raised.facts(), Dockets.Promise.STARTS_ANEW, raised.actor(), raised.at());
    }

    @EventListener
    @Order(FIRST)
    void on(NeedsChanged changed) {
        change(changed.caseFile(), changed.facts(), Dockets.Promise.GOES_ON, changed.actor(), changed.at());
    }

    @EventListener
    @Order(FIRST)
    void on(PersonReleased released) {
        dockets.change(
                released.caseFile(),
                released.facts(),
                clockwork(released.facts(), released.at()),
                Dockets.Promise.GOES_ON,
                Reopening.RELEASED,
                released.at());
        offers.hold(released.caseFile(), released.facts(), released.actor(), released.at());
    }

    @EventListener
    @Order(FIRST)
    void on(PersonMoved moved) {
        var elsewhere = !Objects.equals(moved.before(), moved.facts().facility());
        dockets.change(
                moved.caseFile(),
                moved.facts(),
                clockwork(moved.facts(), moved.at()),
                Dockets.Promise.GOES_ON,
                elsewhere ? Reopening.MOVED : null,
                moved.at());
        if (elsewhere) {
            offers.hold(moved.caseFile(), moved.facts(), moved.actor(), moved.at());
        } else {
            offers.hasten(moved.caseFile(), moved.facts(), moved.actor(), moved.at());
        }
    }

    @EventListener
    @Order(FIRST)
    void on(ConsentWithdrawn withdrawn) {
        dockets.withdrawConsent(withdrawn.caseFile());
        withdraw(withdrawn.caseFile(), WithdrawReason.CONSENT_WITHDRAWN, withdrawn.actor(), withdrawn.at());
    }

    @EventListener
    @Order(FIRST)
    void on(CaseClosed closed) {
        dockets.close(closed.caseFile());
        withdraw(closed.caseFile(), WithdrawReason.CASE_CLOSED, closed.actor(), closed.at());
    }

    /** Two files about one person are routed once. */
    @EventListener
    @Order(FIRST)
    void on(CasesMerged merged) {
        dockets.pause(merged.caseFile());
    }

    @EventListener
    @Order(FIRST)
    void on(MergeUndone undone) {
        dockets.goOn(undone.caseFile());
    }

    private void change(CaseId caseFile, CaseFacts facts, Dockets.Promise promise, Actor actor, Instant at) {
        dockets.change(caseFile, facts, clockwork(facts, at), promise, null, at);
        offers.hasten(caseFile, facts, actor, at);
    }

    private void withdraw(CaseId caseFile, WithdrawReason reason, Actor actor, Instant at) {
        offers.withdraw(referrals.lockLive(caseFile), reason, actor, at);
    }

    private Dockets.Clockwork clockwork(CaseFacts facts, Instant at) {
        return new Dockets.Clockwork(clock.promised(facts.urgency(), at), LegalClock.tooLate(facts, at));
    }
}
