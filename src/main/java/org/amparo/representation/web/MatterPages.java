package org.amparo.representation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.amparo.catalog.Catalog;
import org.amparo.intake.CaseId;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.NotFound;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.amparo.representation.MatterFilter;
import org.amparo.representation.MatterId;
import org.amparo.representation.RepresentationDesk;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Matters to look at. */
@Controller
class MatterPages {

    private final RepresentationDesk desk;
    private final Catalog catalog;
    private final Clock clock;

    MatterPages(RepresentationDesk desk, Catalog catalog, Clock clock) {
        this.desk = desk;
        this.catalog = catalog;
        this.clock = clock;
    }

    @ModelAttribute("lists")
    Lists lists() {
        return new Lists(catalog, LocalDate.ofInstant(clock.instant(), Typed.PACIFIC));
    }

    /** As typed or chosen. */
    record SearchForm(
            @Nullable String q,
            @Nullable String state,
            @Nullable String whose) {

        String text() {
            return q == null ? "" : q.strip();
        }

        MatterFilter filter(String reference, int page) {
            return new MatterFilter(
                    constant(MatterFilter.State.class, state, MatterFilter.State.OPEN),
                    constant(MatterFilter.Whose.class, whose, MatterFilter.Whose.ORGANIZATION),
                    reference,
                    page);
        }
    }

    @GetMapping("/matters")
    @PreAuthorize("hasRole('PROVIDER')")
    String list(
            @ModelAttribute SearchForm searchForm,
            @RequestParam(defaultValue = "1") int page,
            SignedIn by,
            Model model) {
        return list(searchForm.filter(searchForm.text(), page), by, model);
    }

    /** What is searched for may be a name by mistake, so the page sends it in the body; only a reference goes on into an address. */
    @PostMapping("/matters/search")
    @PreAuthorize("hasRole('PROVIDER')")
    String search(
            @ModelAttribute SearchForm searchForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var filter = searchForm.filter(searchForm.text(), 1);
        if (HumanReference.begins(searchForm.text())) {
            redirect.addAttribute("q", searchForm.text());
            redirect.addAttribute("state", filter.state());
            redirect.addAttribute("whose", filter.whose());
            return "redirect:/matters";
        }
        errors.rejectValue("q", "problem.not-a-reference", "not-a-reference");
        response.setStatus(422);
        return list(searchForm.filter("", 1), by, model);
    }

    private String list(MatterFilter filter, SignedIn by, Model model) {
        model.addAttribute("matters", desk.list(filter, by));
        model.addAttribute("filter", filter);
        model.addAttribute("states", MatterFilter.State.values());
        model.addAttribute("owners", MatterFilter.Whose.values());
        return "representation/matters";
    }

    @GetMapping("/matters/{id}")
    @PreAuthorize("hasRole('PROVIDER')")
    String matter(@PathVariable MatterId id, SignedIn by, Model model) {
        model.addAttribute("matter", desk.view(id, by));
        return "representation/matter";
    }

    @GetMapping("/matters/{id}/sheet")
    @PreAuthorize("hasRole('PROVIDER')")
    String sheet(@PathVariable MatterId id, SignedIn by, Model model) {
        model.addAttribute("matter", desk.view(id, by));
        return "representation/sheet";
    }

    /** For the hotline what is being done about a case; a provider is led to the own matter. */
    @GetMapping("/cases/{id}/matters")
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER')")
    String ofCase(
            @PathVariable CaseId id,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            SignedIn by,
            Model model) {
        if (!by.is(Role.VOLUNTEER) && !by.is(Role.DISPATCHER)) {
            return "redirect:/matters/" + desk.ownOf(id, by).orElseThrow(NotFound::new);
        }
        model.addAttribute("matters", desk.statusOf(id, by));
        model.addAttribute("caseFile", id);
        return fragment ? "representation/of-case :: matters" : "representation/of-case";
    }

    /** What an address says about the filter; nonsense is the usual. */
    private static <E extends Enum<E>> E constant(Class<E> type, @Nullable String text, E usual) {
        try {
            return text == null ? usual : Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException nonsense) {
            return usual;
        }
    }
}
