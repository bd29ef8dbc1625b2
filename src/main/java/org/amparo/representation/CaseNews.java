package org.amparo.representation;

import java.time.Clock;
import org.amparo.intake.CaseId;
import org.amparo.intake.ConsentWithdrawn;
import org.amparo.intake.PersonMoved;
import org.amparo.intake.PersonReleased;
import org.amparo.referrals.ReferralAccepted;
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

    private void tell(CaseId caseFile, Notice news) {
        for (var matter : matters.findByCaseFileAndClosedAtIsNull(caseFile)) {
            matters.save(matter.notice(news, clock.instant()));
        }
    }
}
