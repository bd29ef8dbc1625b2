package org.amparo.intake.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.amparo.forms.Reading;
import org.amparo.intake.AddConflict;
import org.amparo.intake.CaseId;
import org.amparo.intake.ConflictAnswer;
import org.amparo.intake.ConflictEntryView;
import org.amparo.intake.ConflictId;
import org.amparo.intake.ConflictKind;
import org.amparo.intake.IntakeDesk;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The conflict list an organization keeps, and what it says of a case before anybody's name is shown. */
@Controller
@PreAuthorize("hasRole('PROVIDER')")
class ConflictPages {

    private final IntakeDesk desk;
    private final CodeWords words;

    ConflictPages(IntakeDesk desk, CodeWords words) {
        this.desk = desk;
        this.words = words;
    }

    /** As typed. */
    record ConflictForm(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String reference,
            @Nullable MultipartFile file,
            @Nullable String q)
            implements Personal {

        static ConflictForm empty() {
            return new ConflictForm(null, null, null, null, null);
        }

        @Override
        public String toString() {
            return SEALED;
        }
    }

    @GetMapping("/conflicts")
    String list(@RequestParam(required = false) @Nullable ConflictId after, SignedIn by, Model model) {
        return page(ConflictForm.empty(), after, null, by, model);
    }

    /** What is searched for is a name, so it comes in the body. */
    @PostMapping("/conflicts/search")
    String search(@ModelAttribute ConflictForm conflictForm, SignedIn by, Model model) {
        var typed = text(conflictForm.q());
        return page(conflictForm, null, typed.isEmpty() ? null : desk.findConflicts(typed, by), by, model);
    }

    @PostMapping("/conflicts")
    String add(
            @ModelAttribute ConflictForm conflictForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var kind = Arrays.stream(ConflictKind.values())
                .filter(known -> known.name().equals(conflictForm.kind()))
                .findFirst();
        var name = PersonalText.ofNullable(text(conflictForm.name()));
        if (name == null) {
            binding.rejectValue("name", "problem.required", "required");
        }
        if (kind.isEmpty()) {
            binding.rejectValue("kind", "problem.required", "required");
        }
        if (name != null && kind.isPresent()) {
            try {
                desk.addConflict(
                        new AddConflict(name, kind.get(), PersonalText.ofNullable(text(conflictForm.reference()))), by);
                redirect.addFlashAttribute("notice", "intake.conflicts.added");
                return "redirect:/conflicts";
            } catch (Rejected rejected) {
                new Reading(binding).note(rejected);
            }
        }
        response.setStatus(422);
        return page(conflictForm, null, null, by, model);
    }

    @PostMapping("/conflicts/{id}/removal")
    String remove(@PathVariable ConflictId id, SignedIn by, RedirectAttributes redirect) {
        desk.removeConflict(id, by);
        redirect.addFlashAttribute("notice", "intake.conflicts.removed");
        return "redirect:/conflicts";
    }

    @PostMapping("/conflicts/clearing")
    String clear(SignedIn by, RedirectAttributes redirect) {
        desk.clearConflicts(by);
        redirect.addFlashAttribute("notice", "intake.conflicts.cleared");
        return "redirect:/conflicts";
    }

    @PostMapping("/conflicts/uploads")
    String upload(
            @ModelAttribute ConflictForm conflictForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect)
            throws IOException {
        var file = conflictForm.file();
        try {
            if (file == null || file.isEmpty()) {
                throw Rejected.invalid("file", "csv-empty");
            }
            var uploaded = desk.uploadConflicts(file.getBytes(), by);
            redirect.addFlashAttribute("known", uploaded.known());
            redirect.addFlashAttribute("problems", uploaded.problems());
            if (uploaded.good() == 0) {
                throw Rejected.invalid("file", uploaded.known() > 0 ? "names-all-known" : "names-none-good");
            }
            return "redirect:/conflicts/uploads/" + uploaded.id();
        } catch (Rejected rejected) {
            new Reading(binding).note(rejected);
            response.setStatus(422);
            return page(conflictForm, null, null, by, model);
        }
    }

    @GetMapping("/conflicts/uploads/{id}")
    String look(@PathVariable ConflictId id, SignedIn by, Model model) {
        model.addAttribute("upload", desk.conflictUpload(id, by));
        return "intake/conflict-upload";
    }

    @PostMapping("/conflicts/uploads/{id}/confirmation")
    String confirm(@PathVariable ConflictId id, SignedIn by, RedirectAttributes redirect) {
        redirect.addFlashAttribute("noticeArguments", List.of(desk.confirmConflicts(id, by)));
        redirect.addFlashAttribute("notice", "intake.conflicts.confirmed");
        return "redirect:/conflicts";
    }

    @PostMapping("/conflicts/uploads/{id}/discarding")
    String discard(@PathVariable ConflictId id, SignedIn by, RedirectAttributes redirect) {
        desk.discardConflicts(id, by);
        redirect.addFlashAttribute("notice", "intake.conflicts.discarded");
        return "redirect:/conflicts";
    }

    /** The first step of a check; without a list there is nothing to compare with, and the names themselves are the check. */
    @GetMapping("/cases/{id}/conflict-check")
    String check(
            @PathVariable CaseId id,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            SignedIn by,
            Model model) {
        var check = desk.checkConflicts(id, by);
        if (check.answer() == ConflictAnswer.NO_LIST && !htmx) {
            return "redirect:/cases/" + id + "/conflict-packet";
        }
        model.addAttribute("check", check);
        if (check.answer() == ConflictAnswer.NO_LIST) {
            model.addAttribute(CodeWords.NAME, words);
            model.addAttribute("packet", desk.conflictPacket(id, by));
        }
        return htmx ? "intake/conflict-check :: part" : "intake/conflict-check";
    }

    private String page(
            ConflictForm form,
            @Nullable ConflictId after,
            @Nullable List<ConflictEntryView> found,
            SignedIn by,
            Model model) {
        var list = desk.conflicts(after, by);
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("conflictForm", form);
        model.addAttribute("list", list);
        model.addAttribute("found", found);
        model.addAttribute("entries", found == null ? list.entries() : found);
        model.addAttribute(
                "following", found == null && list.next() != null ? "/conflicts?after=" + list.next() : null);
        model.addAttribute("kinds", ConflictKind.values());
        return "intake/conflicts";
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
