package org.amparo.intake.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.amparo.forms.Reading;
import org.amparo.intake.CaseId;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.MergerId;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.NotFound;
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

/** Files about the same person: what may be one, what was linked, and the way back. */
@Controller
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
class MergerPages {

    private final IntakeDesk desk;
    private final CodeWords words;

    MergerPages(IntakeDesk desk, CodeWords words) {
        this.desk = desk;
        this.words = words;
    }

    /** As typed: the reference of the other file, and in which of the two work goes on. */
    record MergerForm(@Nullable String other, @Nullable String kept) {}

    @GetMapping("/cases/{id}/same-person")
    String show(@PathVariable CaseId id, SignedIn by, Model model) {
        return page(id, new MergerForm(null, "THIS"), by, model);
    }

    @PostMapping("/cases/{id}/mergers")
    String merge(
            @PathVariable CaseId id,
            @ModelAttribute MergerForm mergerForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var typed = mergerForm.other() == null ? "" : mergerForm.other().strip();
        if (!List.of("THIS", "OTHER").contains(mergerForm.kept() == null ? "" : mergerForm.kept())) {
            binding.rejectValue("kept", "problem.required", "required");
        }
        if (!HumanReference.reads(typed)) {
            binding.rejectValue("other", "problem.merge-reference", "merge-reference");
        }
        if (!binding.hasErrors()) {
            try {
                var other = desk.called(HumanReference.of(typed), by)
                        .orElseThrow(NotFound::new)
                        .id();
                var here = "THIS".equals(mergerForm.kept());
                var merger = desk.merge(here ? other : id, here ? id : other, by);
                redirect.addFlashAttribute("notice", "intake.merged");
                redirect.addFlashAttribute(
                        "noticeArguments", List.of(merger.keptReference().value()));
                return "redirect:/cases/" + merger.kept() + "/same-person";
            } catch (NotFound nobody) {
                binding.rejectValue("other", "problem.merge-reference", "merge-reference");
            } catch (Rejected rejected) {
                new Reading(binding).note(rejected);
            }
        }
        response.setStatus(422);
        return page(id, mergerForm, by, model);
    }

    @PostMapping("/cases/{id}/mergers/{merger}/undoing")
    String undo(@PathVariable CaseId id, @PathVariable MergerId merger, SignedIn by, RedirectAttributes redirect) {
        desk.undoMerge(id, merger, by);
        redirect.addFlashAttribute("notice", "intake.merge-undone");
        return "redirect:/cases/" + id + "/same-person";
    }

    private String page(CaseId id, MergerForm form, SignedIn by, Model model) {
        var file = desk.caseFile(id, by);
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("caseView", file);
        model.addAttribute("mergers", desk.mergers(id, by));
        model.addAttribute("alike", desk.alike(id, by));
        model.addAttribute("mergerForm", form);
        return "intake/same-person";
    }
}
