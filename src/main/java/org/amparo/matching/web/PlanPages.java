package org.amparo.matching.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.amparo.forms.Reading;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Rejected;
import org.amparo.matching.DocketPlanId;
import org.amparo.matching.Eligibility;
import org.amparo.matching.PlanCaseView;
import org.amparo.matching.PlanDesk;
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

/** The docket planned: made, compared, changed and turned into offers by a dispatcher. */
@Controller
@PreAuthorize("hasRole('DISPATCHER')")
class PlanPages {

    private final PlanDesk desk;
    private final ReasonWords words;

    PlanPages(PlanDesk desk, ReasonWords words) {
        this.desk = desk;
        this.words = words;
    }

    @GetMapping("/plan")
    String plan(
            @RequestParam(required = false) PlanPage.@Nullable Show show,
            @RequestParam(defaultValue = "1") int page,
            SignedIn by,
            Locale locale,
            Model model) {
        model.addAttribute(
                "page",
                desk.latest(by)
                        .map(plan -> PlanPage.of(plan, show, page, words, locale))
                        .orElse(null));
        return "matching/plan";
    }

    @PostMapping("/plan")
    String make(SignedIn by, RedirectAttributes redirect) {
        desk.make(by);
        redirect.addFlashAttribute("notice", "matching.plan.made");
        return "redirect:/plan";
    }

    @PostMapping("/plan/offers")
    String commit(@RequestParam DocketPlanId plan, SignedIn by, RedirectAttributes redirect) {
        try {
            var committed = desk.commit(plan, by);
            var refused = committed.lines().stream()
                    .filter(line -> line.refused() != null)
                    .count();
            redirect.addFlashAttribute(
                    "notice", refused == 0 ? "matching.plan.offered" : "matching.plan.offered-in-part");
            redirect.addFlashAttribute("noticeArguments", new Object[] {committed.offers(), refused});
            redirect.addFlashAttribute("noticeKind", refused == 0 ? "success" : "important");
        } catch (Rejected rejected) {
            redirect.addFlashAttribute("notice", "problem." + rejected.code());
            redirect.addFlashAttribute("noticeKind", "important");
        }
        return "redirect:/plan";
    }

    @GetMapping("/plan/cases/{id}")
    String caseOfPlan(
            @PathVariable CaseId id,
            @RequestParam(defaultValue = "1") int round,
            SignedIn by,
            Locale locale,
            Model model) {
        var view = desk.choices(id, round, by);
        return page(WishForm.of(view), view, locale, model);
    }

    @PostMapping("/plan/cases/{id}/wishes")
    String wish(
            @PathVariable CaseId id,
            @RequestParam(defaultValue = "1") int round,
            @ModelAttribute("wishForm") WishForm form,
            BindingResult binding,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            desk.wish(form.command(id, round), by);
            redirect.addFlashAttribute("notice", "matching.plan.wished");
            return "redirect:/plan";
        } catch (Rejected rejected) {
            new Reading(binding).note(rejected);
            response.setStatus(422);
            return page(form, desk.choices(id, round, by), locale, model);
        }
    }

    private String page(WishForm form, PlanCaseView view, Locale locale, Model model) {
        var pins = new LinkedHashMap<String, String>();
        pins.put(WishForm.ANYWHERE, words.say("matching.plan.case.let", locale));
        var forbids = new LinkedHashMap<String, String>();
        for (var choice : view.choices()) {
            var name = choice.full()
                    ? words.say("matching.plan.case.full", locale, choice.name())
                    : choice.eligibility() == Eligibility.ELIGIBLE
                            ? choice.name()
                            : choice.name() + " · " + words.label("matching", choice.eligibility(), locale);
            pins.put(choice.provider().toString(), name);
            forbids.put(choice.provider().toString(), name);
        }
        model.addAttribute("wishForm", form);
        model.addAttribute("caseView", view);
        model.addAttribute("told", PlanPage.line(view.line(), words, locale));
        model.addAttribute("pins", pins);
        model.addAttribute("forbids", forbids);
        return "matching/plan-case";
    }
}
