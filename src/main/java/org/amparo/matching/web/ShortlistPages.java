package org.amparo.matching.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.amparo.intake.CaseId;
import org.amparo.matching.MatchingDesk;
import org.amparo.matching.ShortlistView;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who can take a case and why, for those who route it; and for a provider, why it came to them. */
@Controller
class ShortlistPages {

    private final MatchingDesk desk;
    private final ReasonWords words;

    ShortlistPages(MatchingDesk desk, ReasonWords words) {
        this.desk = desk;
        this.words = words;
    }

    @GetMapping("/cases/{id}/shortlist")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
    String shortlist(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable Integer round,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletRequest request) {
        return page(desk.shortlist(id, round, by), by, locale, model, request);
    }

    @PostMapping("/cases/{id}/shortlist")
    @PreAuthorize("hasRole('DISPATCHER')")
    String redraw(
            @PathVariable CaseId id,
            @RequestParam Integer round,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var view = desk.redraw(id, round, by);
        if (isFragment(request)) {
            return page(view, by, locale, model, request);
        }
        redirect.addFlashAttribute("notice", "matching.shortlist.done");
        redirect.addAttribute("round", round);
        return "redirect:/cases/" + id + "/shortlist";
    }

    @GetMapping("/cases/{id}/shortlist/mine")
    @PreAuthorize("hasRole('PROVIDER')")
    String mine(
            @PathVariable CaseId id,
            @RequestParam(required = false) @Nullable Integer round,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletRequest request) {
        var line = ShortlistPage.line(desk.whyMine(id, round, by), words, locale);
        model.addAttribute("line", line.withoutEarlierOffers());
        model.addAttribute("fits", line.fits());
        model.addAttribute("caseFile", id);
        return isFragment(request) ? "matching/mine :: part" : "matching/mine";
    }

    private String page(ShortlistView view, SignedIn by, Locale locale, Model model, HttpServletRequest request) {
        var page = ShortlistPage.of(view, words, locale);
        var facts = view.facts();
        model.addAttribute("page", page);
        model.addAttribute("view", view);
        model.addAttribute("mayOffer", by.is(Role.DISPATCHER) && view.waiting() && facts.consented());
        model.addAttribute("mayDraw", by.is(Role.DISPATCHER) && view.waiting());
        model.addAttribute("facilityName", words.facility(facts.facility()));
        model.addAttribute("courtName", words.court(facts.court()));
        model.addAttribute("languageName", languages(view, locale));
        return isFragment(request) ? "matching/shortlist :: part" : "matching/shortlist";
    }

    private String languages(ShortlistView view, Locale locale) {
        var facts = view.facts();
        var spanish = words.label("matching", facts.spanish(), locale);
        return facts.language() == null ? spanish : words.language(facts.language(), locale) + ", " + spanish;
    }

    static boolean isFragment(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }
}
