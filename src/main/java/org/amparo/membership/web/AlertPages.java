package org.amparo.membership.web;

import org.amparo.kernel.Rejected;
import org.amparo.membership.AlertId;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.SignedIn;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a steward sees who asked for more than their work explains. */
@Controller
@RequestMapping("/alerts")
@PreAuthorize("hasRole('STEWARD')")
class AlertPages {

    private final MembershipDesk desk;

    AlertPages(MembershipDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String alerts(Model model) {
        model.addAttribute("alerts", desk.alerts());
        return "membership/alerts";
    }

    @PostMapping("/{id}/settlement")
    String settle(@PathVariable AlertId id, SignedIn by, RedirectAttributes redirect) {
        try {
            desk.settle(id, by);
            redirect.addFlashAttribute("notice", "membership.alerts.settled");
        } catch (Rejected faster) {
            redirect.addFlashAttribute("notice", "problem." + faster.code());
            redirect.addFlashAttribute("noticeKind", "important");
        }
        return "redirect:/alerts";
    }
}
