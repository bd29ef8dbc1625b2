package org.amparo.matching.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Urgency;
import org.amparo.matching.MatchingDesk;
import org.amparo.matching.RoutingView;
import org.amparo.matching.ScorePart;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How providers are ranked and offers go out: a steward sets it, a dispatcher may read it. */
@Controller
class RoutingPages {

    private final MatchingDesk desk;
    private final ReasonWords words;

    RoutingPages(MatchingDesk desk, ReasonWords words) {
        this.desk = desk;
        this.words = words;
    }

    @GetMapping("/routing")
    @PreAuthorize("hasAnyRole('STEWARD', 'DISPATCHER')")
    String routing(SignedIn by, Locale locale, Model model) {
        var view = desk.routing(by);
        return page(RoutingForm.of(view), view, by, locale, model);
    }

    @PostMapping("/routing")
    @PreAuthorize("hasRole('STEWARD')")
    String change(
            @ModelAttribute("routingForm") RoutingForm form,
            BindingResult binding,
            SignedIn by,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        form.check(binding);
        if (!binding.hasErrors()) {
            try {
                desk.change(form.command(), by);
                redirect.addFlashAttribute("notice", "matching.routing.saved");
                return "redirect:/routing";
            } catch (Rejected rejected) {
                reject(rejected, binding);
            }
        }
        response.setStatus(422);
        return page(form, desk.routing(by), by, locale, model);
    }

    /** An urgent case never waits for a dispatcher's hand: that choice is not there. */
    private Map<String, String> routes(Urgency urgency, RoutingView view, Locale locale) {
        var routes = new LinkedHashMap<String, String>();
        for (var route : view.choices(urgency)) {
            routes.put(route.name(), words.say("matching.Route." + route, locale));
        }
        return routes;
    }

    private static void reject(Rejected rejected, BindingResult binding) {
        var code = "problem." + rejected.code();
        var arguments = rejected.arguments().toArray();
        var field = rejected.field();
        if (field == null || !field.contains(".")) {
            binding.reject(code, arguments, rejected.code());
        } else if (field.startsWith("terms.")) {
            binding.rejectValue(
                    field.equals("terms.quiet") ? "quietTo" : field.substring("terms.".length()),
                    code,
                    arguments,
                    rejected.code());
        } else {
            var dot = field.indexOf('.');
            binding.rejectValue(
                    field.substring(0, dot) + "[" + field.substring(dot + 1) + "]", code, arguments, rejected.code());
        }
    }

    private String page(RoutingForm form, RoutingView view, SignedIn by, Locale locale, Model model) {
        var routes = new EnumMap<Urgency, Map<String, String>>(Urgency.class);
        for (var urgency : Urgency.values()) {
            routes.put(urgency, routes(urgency, view, locale));
        }
        model.addAttribute("routingForm", form);
        model.addAttribute("settings", view);
        model.addAttribute("parts", ScorePart.values());
        model.addAttribute("urgencies", Urgency.values());
        model.addAttribute("routeChoices", routes);
        model.addAttribute("mayChange", by.is(Role.STEWARD));
        return "matching/routing";
    }
}
