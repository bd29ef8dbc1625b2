package org.amparo.intake.web;

import jakarta.servlet.http.HttpServletResponse;
import org.amparo.intake.Duties.LiftHold;
import org.amparo.intake.Duties.SetHold;
import org.amparo.intake.HoldId;
import org.amparo.intake.RecordKind;
import org.amparo.intake.SafekeepingDesk;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How long things are kept, and what must not be destroyed: a steward's pages, with references and never a person. */
@Controller
@PreAuthorize("hasRole('STEWARD')")
class SafekeepingPages {

    private final SafekeepingDesk desk;
    private final CodeWords words;

    SafekeepingPages(SafekeepingDesk desk, CodeWords words) {
        this.desk = desk;
        this.words = words;
    }

    /** As typed and chosen. */
    record HoldForm(@Nullable String reference, @Nullable String reason) {}

    @GetMapping("/retention")
    String retention(Model model) {
        return retention(RetentionForm.of(desk.terms()), model);
    }

    @PostMapping("/retention")
    String setTerms(
            @ModelAttribute RetentionForm retentionForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        retentionForm.check(binding);
        if (!binding.hasErrors()) {
            try {
                desk.set(retentionForm.command(), by);
                redirect.addFlashAttribute("notice", "intake.retention.saved");
                return "redirect:/retention";
            } catch (Rejected rejected) {
                note(rejected, binding);
            }
        }
        response.setStatus(binding.hasFieldErrors() ? 422 : 409);
        return retention(retentionForm, model);
    }

    private static void note(Rejected rejected, BindingResult binding) {
        if (rejected.faults().isEmpty()) {
            binding.reject("problem." + rejected.code(), rejected.arguments().toArray(), rejected.code());
        }
        for (var fault : rejected.faults()) {
            var dot = fault.field().indexOf('.');
            binding.rejectValue(
                    dot < 0
                            ? fault.field()
                            : fault.field().substring(0, dot)
                                    + "["
                                    + fault.field().substring(dot + 1)
                                    + "]",
                    "problem." + fault.code(),
                    fault.arguments().toArray(),
                    fault.code());
        }
    }

    private String retention(RetentionForm form, Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("retentionForm", form);
        model.addAttribute("sheet", desk.terms());
        model.addAttribute("kinds", RecordKind.values());
        return "intake/retention";
    }

    @GetMapping("/holds")
    String holds(SignedIn by, Model model) {
        return holds(new HoldForm("", null), by, model);
    }

    @PostMapping("/holds")
    String hold(
            @ModelAttribute HoldForm holdForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reason = Choice.among(words.holdReasons(), holdForm.reason());
        if (reason == null) {
            binding.rejectValue("reason", "problem.required", "required");
        } else {
            try {
                desk.set(new SetHold(holdForm.reference() == null ? "" : holdForm.reference(), reason), by);
                redirect.addFlashAttribute("notice", "intake.hold.set");
                return "redirect:/holds";
            } catch (Rejected rejected) {
                note(rejected, binding);
            }
        }
        response.setStatus(422);
        return holds(holdForm, by, model);
    }

    @PostMapping("/holds/{id}/release")
    String lift(
            @PathVariable HoldId id, @RequestParam @Nullable String reason, SignedIn by, RedirectAttributes redirect) {
        var chosen = Choice.among(words.liftReasons(), reason);
        if (chosen == null) {
            redirect.addFlashAttribute("notice", "intake.hold.lift.reason");
            redirect.addFlashAttribute("noticeKind", "important");
        } else {
            desk.lift(new LiftHold(id, chosen), by);
            redirect.addFlashAttribute("notice", "intake.hold.lifted");
        }
        return "redirect:/holds";
    }

    private String holds(HoldForm form, SignedIn by, Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("holdForm", form);
        model.addAttribute("holds", desk.holds(by));
        model.addAttribute("lifted", desk.liftedHolds(by));
        return "intake/holds";
    }
}
