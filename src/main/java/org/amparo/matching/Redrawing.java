package org.amparo.matching;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.amparo.intake.CaseFacts;
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
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationReinstated;
import org.amparo.referrals.ReferralDeclined;
import org.amparo.referrals.ReferralExpired;
import org.amparo.referrals.ReferralWithdrawn;
import org.amparo.referrals.Reopening;
import org.amparo.referrals.WaitEnded;
import org.amparo.referrals.WaitsFor;
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

    /** Where the way of offering itself changes, nobody may be left behind. */
    private static final int EVERYBODY = 20_000;

    /** No answer time a coalition promises is longer. */
    private static final Duration LONGEST_OFFER = Duration.ofDays(60);

    private final Drawing drawing;
    private final RoutedCases cases;
    private final Practices practices;
    private final AskedProviders asked;
    private final PracticeBook book;
    private final Clock clock;

    Redrawing(
            Drawing drawing,
            RoutedCases cases,
            Practices practices,
            AskedProviders asked,
            PracticeBook book,
            Clock clock) {
        this.drawing = drawing;
        this.cases = cases;
        this.practices = practices;
        this.asked = asked;
        this.book = book;
        this.clock = clock;
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
        drawAgain(changed.caseFile(), changed.facts().round(), changed.at());
    }

    @ApplicationModuleListener(id = "matching.draw-for-urgency")
    void on(UrgencyRaised raised) {
        drawAgain(raised.caseFile(), raised.facts().round(), raised.at());
    }

    /** Every round of the case: what waits is drawn anew, who is asked is looked at again, and so is who has it. */
    @ApplicationModuleListener(id = "matching.draw-for-move")
    void on(PersonMoved moved) {
        var elsewhere = !Objects.equals(moved.before(), moved.facts().facility());
        reopen(
                moved.caseFile(),
                moved.facts(),
                new Reopened(elsewhere ? Reopening.MOVED : Reopening.FACTS, moved.at()));
    }

    @ApplicationModuleListener(id = "matching.draw-for-release")
    void on(PersonReleased released) {
        reopen(released.caseFile(), released.facts(), new Reopened(Reopening.RELEASED, released.at()));
    }

    @ApplicationModuleListener(id = "matching.draw-after-decline")
    void on(ReferralDeclined declined) {
        draw(declined.caseFile(), declined.round());
    }

    @ApplicationModuleListener(id = "matching.draw-after-expiry")
    void on(ReferralExpired expired) {
        draw(expired.caseFile(), expired.round());
    }

    @ApplicationModuleListener(
            id = "matching.draw-after-withdrawal",
            condition = "#withdrawn.reason().leavesTheCaseToBeRouted()")
    void on(ReferralWithdrawn withdrawn) {
        draw(withdrawn.caseFile(), withdrawn.round());
    }

    @ApplicationModuleListener(id = "matching.draw-for-practice", propagation = Propagation.NOT_SUPPORTED)
    void on(PracticeDescribed described) {
        var paused = practices
                .findById(described.provider())
                .filter(practice -> practice.sheet(described.at()).taking() == Taking.PAUSED)
                .isPresent();
        if (paused) {
            lookAtRoom(described.provider(), described.at());
        } else {
            drawWaiting(waiting -> drawing.isNewlyEligible(waiting, described.provider()));
        }
    }

    /**
     * Where room appeared, cases that could not be offered to this provider before are; where none is left, what it is asked at this moment is looked
     * at again.
     */
    @ApplicationModuleListener(
            id = "matching.draw-for-capacity",
            condition = "#changed.turned()",
            propagation = Propagation.NOT_SUPPORTED)
    void on(CapacityChanged changed) {
        var sheet = practices
                .findById(changed.provider())
                .map(practice -> practice.sheet(changed.at()))
                .orElse(null);
        if (sheet == null) {
            return;
        }
        var room = sheet.room(changed.service());
        if (sheet.taking() == Taking.PAUSED || !room.mayHaveRoom()) {
            lookAtRoom(changed.provider(), changed.at());
        } else if (room.appearedAt(changed.at())) {
            drawWaiting(waiting -> waiting.facts().needs().contains(changed.service())
                    && drawing.isNewlyEligible(waiting, changed.provider()));
        }
    }

    /** What was promised for the week before counts no more, and what was promised for this one does. */
    void weekBegan(Week week) {
        drawWaiting(waiting -> true);
        book.sheets().values().stream()
                .filter(sheet -> sheet.saysRoom() == Rooming.BY_WEEK)
                .forEach(sheet -> lookAtRoom(sheet.provider(), week.starts()));
    }

    @ApplicationModuleListener(id = "matching.draw-for-fund-rules", propagation = Propagation.NOT_SUPPORTED)
    void on(FundRulesChanged changed) {
        drawWaitingAndLookAtAsked(new Reopened(Reopening.FUND_RULES, changed.at()));
    }

    /** What holds from a later day on is looked at on that day. */
    @ApplicationModuleListener(id = "matching.draw-for-rules", propagation = Propagation.NOT_SUPPORTED)
    void on(RuleSwitched switched) {
        if (switched.validFrom()
                .isAfter(clock.instant().atZone(OfficeHours.PACIFIC).toLocalDate())) {
            return;
        }
        if (switched.state() == RuleState.IN_FORCE) {
            drawWaitingAndLookAtAsked(new Reopened(Reopening.RULES, switched.at(), EnumSet.of(switched.rule())));
        } else {
            drawWaiting(waiting -> true);
        }
    }

    /** Rules that excluded somebody exclude nobody any more, or again. */
    void rulesTurned(Collection<RuleSwitch> putInForce) {
        drawWaiting(waiting -> true);
        putInForce.forEach(
                each -> lookAtAsked(new Reopened(Reopening.RULES, each.holdsSince(), EnumSet.of(each.rule()))));
    }

    /** From this day on a fund pays by other rules, pays as well, or pays no more. */
    void fundsTurned(LocalDate day) {
        drawWaitingAndLookAtAsked(new Reopened(
                Reopening.FUND_RULES, day.atStartOfDay(OfficeHours.PACIFIC).toInstant()));
    }

    @ApplicationModuleListener(id = "matching.draw-for-reinstatement", propagation = Propagation.NOT_SUPPORTED)
    void on(OrganizationReinstated reinstated) {
        drawWaiting(waiting -> drawing.isNewlyEligible(waiting, reinstated.organization()));
    }

    /** The morning has come, or those on call had their time. That a dispatcher should have chosen changes nothing of what can be offered. */
    @ApplicationModuleListener(id = "matching.draw-after-wait")
    void on(WaitEnded ended) {
        if (ended.what() != WaitsFor.HAND) {
            draw(ended.caseFile(), ended.round());
        }
    }

    /** Who waited for a dispatcher's hand may now be offered by itself, and the other way round. */
    @ApplicationModuleListener(id = "matching.draw-for-settings", propagation = Propagation.NOT_SUPPORTED)
    void on(RoutingSettingsChanged changed) {
        drawWaiting(EVERYBODY, waiting -> true);
    }

    private void draw(CaseId caseFile, int round) {
        drawing.draw(caseFile, round, Actor.system());
    }

    private void drawAgain(CaseId caseFile, int round, Instant told) {
        drawing.drawAgain(caseFile, round, new Reopened(Reopening.FACTS, told));
    }

    private void reopen(CaseId caseFile, CaseFacts facts, Reopened reopened) {
        for (var routed : cases.rounds(caseFile)) {
            switch (routed.state()) {
                case WAITING -> drawing.drawAgain(caseFile, routed.round(), reopened);
                case PLACED -> drawing.lookAtPlacement(routed, facts, reopened);
                case CLOSED -> {
                    // nobody looks for anybody
                }
            }
        }
    }

    private void lookAtRoom(OrganizationId provider, Instant told) {
        each(
                asked.live(provider, told.minus(LONGEST_OFFER)),
                round -> drawing.drawAgainApart(
                        round.caseFile(), round.round(), new Reopened(Reopening.CAPACITY, told)));
    }

    /** One does not keep the other from being done. */
    private void drawWaitingAndLookAtAsked(Reopened reopened) {
        try {
            drawWaiting(waiting -> true);
        } finally {
            lookAtAsked(reopened);
        }
    }

    /** Who is asked at this moment and has one of the rules against it is looked at again. */
    private void lookAtAsked(Reopened reopened) {
        each(cases.waitingUnderOffer(EVERYBODY), waiting -> {
            if (drawing.isAgainstSomebodyAsked(waiting, reopened.rules())) {
                drawing.drawAgainApart(waiting.caseFile(), waiting.round(), reopened);
            }
        });
    }

    private void drawWaiting(Predicate<RoutedCase> concerned) {
        drawWaiting(MOST_AT_ONCE, concerned);
    }

    private void drawWaiting(int most, Predicate<RoutedCase> concerned) {
        each(cases.waitingWithoutOffer(most), waiting -> {
            if (concerned.test(waiting)) {
                drawing.drawApart(waiting.caseFile(), waiting.round());
            }
        });
    }

    /** Each in a transaction of its own. When one fails the others are drawn all the same, and the event comes again for the rest. */
    private static <T> void each(Collection<T> rounds, Consumer<T> drawing) {
        RuntimeException failure = null;
        for (var round : rounds) {
            try {
                drawing.accept(round);
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
