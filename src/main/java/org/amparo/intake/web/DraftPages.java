package org.amparo.intake.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amparo.intake.DraftId;
import org.amparo.intake.DraftSection;
import org.amparo.intake.DraftView;
import org.amparo.intake.FieldProblem;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.SaveSection;
import org.amparo.intake.SavedSection;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.NotFound;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The intake page: one form of five sections in free order, each saved on its own while somebody types. Without JavaScript the same form
 * is saved by its buttons.
 */
@Controller
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
class DraftPages {

    /** A call in another language than those of the script: which one, the caller is asked. */
    private static final LanguageCode WITH_INTERPRETER = LanguageCode.of("mul");

    private static final LanguageCode USUAL = LanguageCode.of("es");

    private final IntakeDesk desk;
    private final CodeWords words;

    DraftPages(IntakeDesk desk, CodeWords words) {
        this.desk = desk;
        this.words = words;
    }

    @GetMapping("/drafts/new")
    String begin(SignedIn by, Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("drafts", desk.drafts(by));
        return "intake/begin";
    }

    @GetMapping("/drafts")
    String mine() {
        return "redirect:/drafts/new";
    }

    @PostMapping("/drafts")
    String start(@RequestParam(defaultValue = "es") String language, SignedIn by) {
        return "redirect:/drafts/"
                + desk.startDraft(spoken(language, USUAL), by).id();
    }

    @GetMapping("/drafts/{id}")
    String write(
            @PathVariable DraftId id,
            @RequestParam(required = false) @Nullable String script,
            SignedIn by,
            Model model) {
        var draft = desk.draft(id, by);
        if (draft.submittedAs() != null) {
            return "redirect:/cases/" + draft.submittedAs();
        }
        var page = page(draft, form(draft), List.of(), List.of(), by, model);
        if (script != null) {
            model.addAttribute("spoken", spoken(script, draft.language()));
        }
        return page;
    }

    /** Saves one section while somebody types, and answers with what follows from it. */
    @PostMapping("/drafts/{id}/sections/{section}")
    String save(
            @PathVariable DraftId id,
            @PathVariable String section,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            SignedIn by,
            Model model,
            HttpServletResponse response) {
        var form = DraftForm.of(parameters);
        var saved = save(id, section(section), form, parameters, by);
        if (!htmx) {
            return "redirect:/drafts/" + id + "#" + section;
        }
        if (!saved.conflicts().isEmpty()) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
        }
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("saved", saved);
        model.addAttribute("draft", saved.draft());
        model.addAttribute("assessment", desk.assess(id, by));
        return "intake/draft :: saved";
    }

    /** Saves the whole form, for browsers without JavaScript and for the way to check-answers. */
    @PostMapping("/drafts/{id}")
    String save(
            @PathVariable DraftId id,
            @RequestParam(defaultValue = "save") String then,
            @RequestParam MultiValueMap<String, String> parameters,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var form = DraftForm.of(parameters);
        var conflicts = new ArrayList<SavedSection>();
        for (var section : DraftSection.values()) {
            var saved = save(id, section, form, parameters, by);
            if (!saved.conflicts().isEmpty()) {
                conflicts.add(saved);
            }
        }
        var draft = desk.draft(id, by);
        if (!conflicts.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return page(draft, form, List.of(), conflicts, by, model);
        }
        if (then.equals("check")) {
            var problems = desk.assess(id, by).problems();
            if (!problems.isEmpty()) {
                response.setStatus(422);
                return page(draft, form, problems, List.of(), by, model);
            }
            return "redirect:/drafts/" + id + "/check";
        }
        redirect.addFlashAttribute("notice", "intake.draft.saved");
        return "redirect:/drafts/" + id;
    }

    @GetMapping("/drafts/{id}/check")
    String check(@PathVariable DraftId id, SignedIn by, Model model, HttpServletResponse response) {
        var draft = desk.draft(id, by);
        if (draft.submittedAs() != null) {
            return "redirect:/cases/" + draft.submittedAs();
        }
        var assessment = desk.assess(id, by);
        if (!assessment.problems().isEmpty()) {
            response.setStatus(422);
            return page(draft, form(draft), assessment.problems(), List.of(), by, model);
        }
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("draft", draft);
        model.addAttribute("assessment", assessment);
        model.addAttribute("told", desk.read(draft.typed()).command());
        return "intake/check";
    }

    @PostMapping("/drafts/{id}/submission")
    String submit(@PathVariable DraftId id, SignedIn by, RedirectAttributes redirect) {
        var draft = desk.draft(id, by);
        if (draft.submittedAs() == null && !desk.assess(id, by).problems().isEmpty()) {
            return "redirect:/drafts/" + id + "/check";
        }
        var opened = desk.submit(id, by);
        redirect.addFlashAttribute("notice", "intake.case.opened");
        redirect.addFlashAttribute(
                "noticeArguments", new Object[] {opened.reference().value()});
        return "redirect:/cases/" + opened.id();
    }

    /** The call script in another language, beside the form. */
    @GetMapping("/drafts/{id}/script")
    String script(@PathVariable DraftId id, @RequestParam String language, SignedIn by, Model model) {
        var draft = desk.draft(id, by);
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("draft", draft);
        model.addAttribute("spoken", spoken(language, draft.language()));
        return "intake/draft :: script";
    }

    @PostMapping("/drafts/{id}/discard")
    String discard(@PathVariable DraftId id, SignedIn by, RedirectAttributes redirect) {
        desk.discard(id, by);
        redirect.addFlashAttribute("notice", "intake.draft.discarded");
        return "redirect:/drafts/new";
    }

    private SavedSection save(
            DraftId id, DraftSection section, DraftForm form, MultiValueMap<String, String> parameters, SignedIn by) {
        return desk.save(new SaveSection(id, section, seen(parameters, section), form.typed(section)), by);
    }

    private String page(
            DraftView draft,
            DraftForm form,
            List<FieldProblem> problems,
            List<SavedSection> conflicts,
            SignedIn by,
            Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("draft", draft);
        model.addAttribute("spoken", draft.language());
        model.addAttribute("conflicts", conflicts);
        model.addAttribute("assessment", desk.assess(draft.id(), by));
        model.addAttribute(DraftForm.NAME, form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + DraftForm.NAME, form.result(problems));
        return "intake/draft";
    }

    /**
     * What was typed, every field of the page present so that each can say what is wrong with it. The language the call was begun in stands
     * there until somebody writes about the caller.
     */
    private static DraftForm form(DraftView draft) {
        Map<String, List<String>> all = new HashMap<>();
        for (var section : DraftSection.values()) {
            section.fields().forEach(field -> all.put(field, draft.typed().getOrDefault(field, List.of())));
        }
        if (draft.version(DraftSection.CALLER) == 0 && !draft.language().equals(WITH_INTERPRETER)) {
            all.put("caller.language", List.of(draft.language().value()));
        }
        return DraftForm.of(all);
    }

    private static long seen(MultiValueMap<String, String> parameters, DraftSection section) {
        try {
            var seen = parameters.getFirst("version." + section.name());
            return seen == null ? 0 : Long.parseLong(seen);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** What an address or a button says about the language; nonsense is the usual. */
    private static LanguageCode spoken(String typed, LanguageCode usual) {
        try {
            return LanguageCode.of(typed);
        } catch (IllegalArgumentException nonsense) {
            return usual;
        }
    }

    private static DraftSection section(String name) {
        try {
            return DraftSection.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new NotFound();
        }
    }
}
