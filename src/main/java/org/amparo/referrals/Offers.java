package org.amparo.referrals;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.membership.Directory;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.Standing;
import org.springframework.stereotype.Component;

/** Offers made and taken back, whoever decided it. Works inside the transaction of the decision. */
@Component
class Offers {

    private final Referrals referrals;
    private final LegalClock clock;
    private final Directory directory;

    Offers(Referrals referrals, LegalClock clock, Directory directory) {
        this.referrals = referrals;
        this.clock = clock;
        this.directory = directory;
    }

    /** Whether cases may be offered to this organization: a provider in good standing. */
    boolean mayAsk(OrganizationId provider) {
        return directory
                .organization(provider)
                .filter(entry -> entry.kind() == OrganizationKind.PROVIDER && entry.standing() == Standing.ADMITTED)
                .isPresent();
    }

    /** Offers an open round to each; the caller holds the docket's lock. */
    List<Referral> make(Docket docket, List<Chosen> chosen, OfferTerms terms, Actor actor, Instant now) {
        docket.requireOpen(now);
        var quiet = clock.kept(docket.facts(), terms.quiet(), now);
        var due = clock.answerDue(docket.facts(), quiet, now);
        return referrals.saveAllAndFlush(chosen.stream()
                .map(each -> Referral.offer(
                        docket, each.proposal(), each.route(), due, terms.readingMinutes(), quiet, actor, now))
                .toList());
    }

    /** Who is asked, and how that came about. */
    record Chosen(Proposal proposal, Route route) {}

    void withdraw(Collection<Referral> live, WithdrawReason reason, Actor actor, Instant now) {
        if (!live.isEmpty()) {
            live.forEach(referral -> referral.withdraw(reason, actor, now));
            referrals.saveAllAndFlush(live);
        }
    }

    /** The legal clock moved: live offers end sooner at once. That one ends later than its provider was told needs another look. */
    void hasten(CaseId caseFile, CaseFacts facts, Actor actor, Instant now) {
        var live = referrals.lockLive(caseFile);
        if (!live.isEmpty()) {
            live.forEach(referral -> referral.hasten(clock.dueFromNow(referral, facts, now), actor, now));
            referrals.saveAllAndFlush(live);
        }
    }

    /** The same, and no yes counts before they were looked at again. */
    void hold(CaseId caseFile, CaseFacts facts, Actor actor, Instant now) {
        var live = referrals.lockLive(caseFile);
        if (!live.isEmpty()) {
            live.forEach(referral -> referral.hold(now).hasten(clock.dueFromNow(referral, facts, now), actor, now));
            referrals.saveAllAndFlush(live);
        }
    }
}
