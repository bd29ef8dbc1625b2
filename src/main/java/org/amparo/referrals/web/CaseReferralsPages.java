package org.amparo.referrals.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.CaseReferrals;
import org.amparo.referrals.ReferralView;
import org.amparo.referrals.ReferralsDesk;
import org.amparo.referrals.WithdrawReason;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** To whom a case was offered, by what way, and what they said: a page of its own and a part of the case's page. */
@Controller
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
class CaseReferralsPages {

    /** The part asks again by itself while routing is under way; should it take longer than this, a person looks. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ReferralsDesk desk;
    private final Clock clock;

    CaseReferralsPages(ReferralsDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping("/cases/{caseFile}/referrals")
    String ofCase(
            @PathVariable CaseId caseFile,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            SignedIn by,
            Model model) {
        show(desk.ofCase(caseFile), by, clock.instant(), model);
        return part ? "referrals/case :: search" : "referrals/case";
    }

    static void show(CaseReferrals search, SignedIn by, Instant now, Model model) {
        model.addAttribute("routes", by.is(Role.DISPATCHER));
        model.addAttribute("search", search);
        model.addAttribute("moving", search.rounds().stream().anyMatch(round -> isMoving(round, now)));
    }

    private static boolean isMoving(CaseReferrals.Round round, Instant now) {
        return switch (round.state()) {
            case ROUTING -> round.since().plus(PATIENCE).isAfter(now);
            case WAITING ->
                !round.offers().isEmpty() && movesOnAfter(round.offers().getFirst(), now);
            default -> false;
        };
    }

    /** A dispatcher who takes an offer back decides what comes next; every other end moves the case on by itself. */
    private static boolean movesOnAfter(ReferralView last, Instant now) {
        var ended = last.endedAt() == null ? last.answerDue() : last.endedAt();
        return last.withdrawReason() != WithdrawReason.BY_DISPATCHER
                && ended.plus(PATIENCE).isAfter(now);
    }
}
