package org.amparo.representation;

import java.time.Clock;
import java.time.Instant;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.ConsentWithdrawn;
import org.amparo.intake.NeedsChanged;
import org.amparo.intake.PersonMoved;
import org.amparo.intake.PersonReleased;
import org.amparo.intake.UrgencyRaised;
import org.amparo.referrals.PlacementKept;
import org.amparo.referrals.PlacementQuestioned;
import org.amparo.referrals.ReferralAccepted;
import org.amparo.referrals.ReferralHandedBack;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.Reopening;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** What matters hear of the rest. Each hearer may be told twice and then does nothing. */
@Component
class CaseNews {

    private final Matters matters;
    private final Clock clock;

    CaseNews(Matters matters, Clock clock) {
        this.matters = matters;
        this.clock = clock;
    }

    @ApplicationModuleListener(id = "representation.open-matter")
    void on(ReferralAccepted accepted) {
        if (!matters.existsByReferral(accepted.referral())) {
            matters.save(Matter.open(accepted, clock.instant()));
        }
    }

    @ApplicationModuleListener(id = "representation.notice-move")
    void on(PersonMoved moved) {
        tell(
                moved.caseFile(),
                new Notice(NoticeKind.MOVED, moved.before(), moved.facts().facility(), moved.at(), null));
    }

    @ApplicationModuleListener(id = "representation.notice-release")
    void on(PersonReleased released) {
        tell(released.caseFile(), new Notice(NoticeKind.RELEASED, null, null, released.at(), null));
    }

    @ApplicationModuleListener(id = "representation.notice-consent")
    void on(ConsentWithdrawn withdrawn) {
        tell(withdrawn.caseFile(), new Notice(NoticeKind.CONSENT_WITHDRAWN, null, null, withdrawn.at(), null));
    }

    @ApplicationModuleListener(id = "representation.notice-changed-facts")
    void on(NeedsChanged changed) {
        tellHearing(changed.caseFile(), changed.facts(), changed.at());
    }

    @ApplicationModuleListener(id = "representation.notice-raised-urgency")
    void on(UrgencyRaised raised) {
        tellHearing(raised.caseFile(), raised.facts(), raised.at());
    }

    @ApplicationModuleListener(id = "representation.notice-question")
    void on(PlacementQuestioned questioned) {
        matters.save(of(questioned.referral())
                .notice(new Notice(NoticeKind.QUESTIONED, null, null, questioned.at(), null), clock.instant()));
    }

    @ApplicationModuleListener(id = "representation.notice-answer")
    void on(PlacementKept kept) {
        matters.save(of(kept.referral()).keep(clock.instant()));
    }

    /** What the provider undertook is routed again; here its service ends, which takes its access to the file with it. */
    @ApplicationModuleListener(id = "representation.hand-back")
    void on(ReferralHandedBack handedBack) {
        var service = handedBack.because() == Reopening.MOVED ? Outcome.VENUE_MOVED : Outcome.WITHDREW;
        matters.save(of(handedBack.referral()).handBack(service, handedBack.actor(), clock.instant()));
    }

    /** Opened a moment after the acceptance: news that is faster comes again. */
    private Matter of(ReferralId referral) {
        return matters.findByReferral(referral)
                .orElseThrow(() -> new IllegalStateException("the matter is not opened yet"));
    }

    private void tellHearing(CaseId caseFile, CaseFacts facts, Instant told) {
        var day = facts.nextHearing();
        if (day != null) {
            for (var matter : matters.findByCaseFileAndClosedAtIsNull(caseFile)) {
                matters.save(matter.hearingIs(day, told, clock.instant()));
            }
        }
    }

    private void tell(CaseId caseFile, Notice news) {
        for (var matter : matters.findByCaseFileAndClosedAtIsNull(caseFile)) {
            matters.save(matter.notice(news, clock.instant()));
        }
    }
}
