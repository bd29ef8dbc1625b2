package org.amparo.referrals.web;

import java.util.List;
import org.amparo.kernel.Rejected;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.PlacementAnswer;
import org.amparo.referrals.PlacementAnswer.Choice;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralsDesk;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Something changed for a case that is placed: its provider keeps it or hands it back. A dispatcher may say so for them. */
@Controller
@PreAuthorize("hasAnyRole('PROVIDER', 'DISPATCHER')")
class PlacementPages {

    private final ReferralsDesk desk;

    PlacementPages(ReferralsDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/referrals/{id}/placement")
    String answer(
            @PathVariable ReferralId id,
            @RequestParam(required = false) @Nullable String answer,
            SignedIn by,
            RedirectAttributes redirect) {
        var choice = Typed.constant(Choice.class, answer)
                .orElseThrow(() -> Rejected.invalid("answer", "placement-unanswered"));
        var referral = desk.answer(new PlacementAnswer(id, choice), by);
        redirect.addFlashAttribute("notice", "referrals.placement." + choice);
        redirect.addFlashAttribute(
                "noticeArguments", List.of(referral.reference().value()));
        if (!referral.provider().equals(by.organization()) || !by.is(Role.PROVIDER)) {
            return "redirect:/queue";
        }
        return choice == Choice.KEEP ? "redirect:/referrals/" + id : "redirect:/inbox";
    }
}
