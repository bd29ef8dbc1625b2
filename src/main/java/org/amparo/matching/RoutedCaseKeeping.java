package org.amparo.matching;

import org.amparo.intake.CaseClosed;
import org.amparo.intake.CaseOpened;
import org.amparo.intake.CasesMerged;
import org.amparo.intake.CloseReason;
import org.amparo.intake.ConsentGiven;
import org.amparo.intake.ConsentWithdrawn;
import org.amparo.intake.Counting;
import org.amparo.intake.CountingChanged;
import org.amparo.intake.MergeUndone;
import org.amparo.intake.NeedsChanged;
import org.amparo.intake.PersonMoved;
import org.amparo.intake.PersonReleased;
import org.amparo.intake.UrgencyRaised;
import org.amparo.referrals.AnswerDueChanged;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.referrals.ReferralConcluded;
import org.amparo.referrals.ReferralDeclined;
import org.amparo.referrals.ReferralExpired;
import org.amparo.referrals.ReferralOffered;
import org.amparo.referrals.ReferralWithdrawn;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps matching's own copy of cases and offers, inside the transaction that tells of them: one cheap row each, never a decision. */
@Component
class RoutedCaseKeeping {

    private final RoutedCases cases;
    private final AskedProviders asked;

    RoutedCaseKeeping(RoutedCases cases, AskedProviders asked) {
        this.cases = cases;
        this.asked = asked;
    }

    @EventListener
    void on(CaseOpened opened) {
        cases.keep(opened.caseFile(), opened.reference(), opened.facts(), opened.at());
    }

    @EventListener
    void on(ConsentGiven given) {
        cases.keep(given.caseFile(), null, given.facts(), given.at());
    }

    @EventListener
    void on(ConsentWithdrawn withdrawn) {
        cases.consentWithdrawn(withdrawn.caseFile(), withdrawn.at());
    }

    @EventListener
    void on(NeedsChanged changed) {
        cases.keep(changed.caseFile(), null, changed.facts(), changed.at());
    }

    @EventListener
    void on(UrgencyRaised raised) {
        cases.keep(raised.caseFile(), null, raised.facts(), raised.at());
    }

    @EventListener
    void on(PersonMoved moved) {
        cases.keep(moved.caseFile(), null, moved.facts(), moved.at());
    }

    @EventListener
    void on(PersonReleased released) {
        cases.keep(released.caseFile(), null, released.facts(), released.at());
    }

    @EventListener
    void on(CasesMerged merged) {
        cases.paused(merged.caseFile(), true);
    }

    @EventListener
    void on(MergeUndone undone) {
        cases.paused(undone.caseFile(), false);
    }

    @EventListener
    void on(CaseClosed closed) {
        cases.closed(closed.caseFile(), closed.at());
        if (closed.reason() == CloseReason.DUPLICATE) {
            cases.leftOut(closed.caseFile(), true);
        }
    }

    /** Who said no to counting in figures counts in none that is worked out here. */
    @EventListener
    void on(CountingChanged changed) {
        cases.leftOut(changed.caseFile(), changed.counting() == Counting.LEFT_OUT);
    }

    @EventListener
    void on(ReferralOffered offered) {
        asked.offered(
                offered.referral(),
                offered.caseFile(),
                offered.round(),
                offered.provider(),
                offered.answerDue(),
                offered.at());
    }

    @EventListener
    void on(AnswerDueChanged changed) {
        asked.due(changed.referral(), changed.answerDue());
    }

    @EventListener
    void on(ReferralAccepted accepted) {
        asked.answered(accepted.referral(), Asked.Answer.ACCEPTED, null, accepted.at());
        cases.placed(accepted.caseFile(), accepted.round(), accepted.at());
    }

    @EventListener
    void on(ReferralDeclined declined) {
        asked.answered(declined.referral(), Asked.Answer.DECLINED, declined.reason(), declined.at());
    }

    @EventListener
    void on(ReferralExpired expired) {
        asked.answered(expired.referral(), Asked.Answer.EXPIRED, null, expired.at());
    }

    @EventListener
    void on(ReferralWithdrawn withdrawn) {
        var answer = switch (withdrawn.reason()) {
            case PROVIDER_SUSPENDED, FACTS_CHANGED, CONSENT_WITHDRAWN -> Asked.Answer.RECALLED;
            case PLACED_ELSEWHERE, BY_DISPATCHER, CASE_CLOSED -> Asked.Answer.WITHDRAWN;
        };
        asked.answered(withdrawn.referral(), answer, null, withdrawn.at());
    }

    @EventListener
    void on(ReferralConcluded concluded) {
        asked.answered(concluded.referral(), Asked.Answer.CONCLUDED, null, concluded.at());
    }
}
