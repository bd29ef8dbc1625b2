package org.amparo.intake.web;

import jakarta.servlet.http.HttpServletResponse;
import org.amparo.forms.Reading;
import org.amparo.intake.CaseId;
import org.amparo.intake.Duties.ShredCase;
import org.amparo.intake.SafekeepingDesk;
import org.amparo.intake.ShredCause;
import org.amparo.kernel.Rejected;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Destroying one case file by hand, and saying that one is still needed. */
@Controller
class ShreddingPages {

    private final SafekeepingDesk desk;
    private final CodeWords words;

    ShreddingPages(SafekeepingDesk desk, CodeWords words) {
        this.desk = desk;
        this.words = words;
    }

    /** As typed and chosen. */
    record ShreddingForm(
            @Nullable String reference, @Nullable String reason) {}

    @GetMapping("/cases/{id}/shredding")
    @PreAuthorize("hasRole('DISPATCHER')")
    String ask(@PathVariable CaseId id, SignedIn by, Model model) {
        return page(id, new ShreddingForm("", null), by, model);
    }

    @PostMapping("/cases/{id}/shredding")
    @PreAuthorize("hasRole('DISPATCHER')")
    String shred(
            @PathVariable CaseId id,
            @ModelAttribute ShreddingForm shreddingForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reason = Choice.among(words.shredReasons(), shreddingForm.reason());
        if (reason == null) {
            binding.rejectValue("reason", "problem.required", "required");
        } else if (shredded(id, shreddingForm.reference(), reason, by, binding)) {
            redirect.addFlashAttribute("notice", "intake.shredding.done");
            return "redirect:/cases/" + id;
        }
        response.setStatus(binding.hasFieldErrors() ? 422 : 409);
        return page(id, shreddingForm, by, model);
    }

    private boolean shredded(
            CaseId id, @Nullable String reference, ShredCause reason, SignedIn by, BindingResult binding) {
        try {
            desk.shred(new ShredCase(id, reference == null ? "" : reference, reason), by);
            return true;
        } catch (Rejected rejected) {
            new Reading(binding).note(rejected);
            return false;
        }
    }

    private String page(CaseId id, ShreddingForm form, SignedIn by, Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("doomed", desk.shreddable(id, by));
        model.addAttribute("shreddingForm", form);
        return "intake/shredding";
    }

    @PostMapping("/cases/{id}/keeping")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    String keep(@PathVariable CaseId id, SignedIn by, RedirectAttributes redirect) {
        desk.keep(id, by);
        redirect.addFlashAttribute("notice", "intake.keeping.kept");
        return "redirect:/cases/" + id;
    }
}
