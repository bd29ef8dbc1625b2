package org.amparo.matching.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.amparo.forms.Reading;
import org.amparo.intake.CaseId;
import org.amparo.kernel.NotFound;
import org.amparo.matching.MatchingDesk;
import org.amparo.matching.OverrideReason;
import org.amparo.matching.PayingDesk;
import org.amparo.membership.FundId;
import org.amparo.membership.SignedIn;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who waits for nothing but money, and a dispatcher's word that a fund pays all the same. */
@Controller
@PreAuthorize("hasRole('DISPATCHER')")
class PayingPages {

    private final PayingDesk desk;
    private final MatchingDesk matching;

    PayingPages(PayingDesk desk, MatchingDesk matching) {
        this.desk = desk;
        this.matching = matching;
    }

    @GetMapping("/unfunded")
    String unfunded(SignedIn by, Model model) {
        var lines = desk.unfunded(by);
        model.addAttribute("lines", lines);
        model.addAttribute("more", lines.size() == PayingDesk.MOST);
        return "matching/unfunded";
    }

    @GetMapping("/cases/{id}/funds/{fund}/override")
    String deciding(@PathVariable CaseId id, @PathVariable FundId fund, SignedIn by, Model model) {
        return page(new OverrideForm(""), id, fund, by, model);
    }

    @PostMapping("/cases/{id}/funds/{fund}/override")
    String override(
            @PathVariable CaseId id,
            @PathVariable FundId fund,
            @ModelAttribute("overrideForm") OverrideForm form,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reading = new Reading(errors);
        var command = form.command(id, fund, reading);
        var done = reading.then(() -> {
            desk.override(command, by);
            return command;
        });
        if (done.isPresent()) {
            redirect.addFlashAttribute("notice", "matching.paying.overridden");
            return "redirect:/cases/" + id + "/shortlist";
        }
        response.setStatus(422);
        return page(form, id, fund, by, model);
    }

    @PostMapping("/cases/{id}/funds/{fund}/override/end")
    String takeBack(@PathVariable CaseId id, @PathVariable FundId fund, SignedIn by, RedirectAttributes redirect) {
        desk.takeBack(id, fund, by);
        redirect.addFlashAttribute("notice", "matching.paying.taken-back");
        return "redirect:/cases/" + id + "/shortlist";
    }

    private String page(OverrideForm form, CaseId id, FundId fund, SignedIn by, Model model) {
        var view = matching.shortlist(id, null, by);
        model.addAttribute("overrideForm", form);
        model.addAttribute("view", view);
        model.addAttribute(
                "payer",
                view.payers().stream()
                        .filter(each -> each.fund().equals(fund))
                        .findFirst()
                        .orElseThrow(NotFound::new));
        model.addAttribute("reasons", List.of(OverrideReason.values()));
        return "matching/override";
    }
}
