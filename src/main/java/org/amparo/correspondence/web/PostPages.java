package org.amparo.correspondence.web;

import org.amparo.correspondence.CorrespondenceDesk;
import org.amparo.correspondence.LetterId;
import org.amparo.kernel.Rejected;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Letters that did not arrive, for the steward. */
@Controller
@RequestMapping("/correspondence")
@PreAuthorize("hasRole('STEWARD')")
class PostPages {

    private final CorrespondenceDesk desk;

    PostPages(CorrespondenceDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String letters(Model model) {
        model.addAttribute("delivery", desk.delivery());
        return "correspondence/letters";
    }

    @PostMapping("/{letter}/redelivery")
    String redeliver(@PathVariable LetterId letter, RedirectAttributes redirect) {
        try {
            desk.redeliver(letter);
            redirect.addFlashAttribute("notice", "correspondence.letters.retried");
        } catch (Rejected settled) {
            redirect.addFlashAttribute("notice", "problem." + settled.code());
            redirect.addFlashAttribute("noticeKind", "important");
        }
        return "redirect:/correspondence";
    }
}
