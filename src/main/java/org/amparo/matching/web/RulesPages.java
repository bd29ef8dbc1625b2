package org.amparo.matching.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.amparo.forms.Reading;
import org.amparo.kernel.NotFound;
import org.amparo.matching.Rule;
import org.amparo.matching.RuleState;
import org.amparo.matching.RulesDesk;
import org.amparo.matching.RulesView;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The rules of matching, for everybody who is judged by them; a steward puts them in force and out of it. */
@Controller
@RequestMapping("/rules")
class RulesPages {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final RulesDesk desk;
    private final Clock clock;

    RulesPages(RulesDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER', 'LEAD', 'STEWARD')")
    String rules(SignedIn by, Model model) {
        model.addAttribute("rules", desk.rules().rules());
        model.addAttribute("mayDecide", by.is(Role.STEWARD));
        return "matching/rules";
    }

    @GetMapping("/{rule}/decision")
    @PreAuthorize("hasRole('STEWARD')")
    String deciding(@PathVariable Rule rule, Model model) {
        var view = desk.rules();
        var now = switchable(rule, view);
        var other = now.state() == RuleState.IN_FORCE ? RuleState.NOT_IN_FORCE : RuleState.IN_FORCE;
        return page(
                new RuleDecisionForm(
                        other.name(),
                        LocalDate.ofInstant(clock.instant(), PACIFIC).toString(),
                        "",
                        String.valueOf(view.version())),
                now,
                view,
                model);
    }

    @PostMapping("/{rule}/decision")
    @PreAuthorize("hasRole('STEWARD')")
    String decide(
            @PathVariable Rule rule,
            @ModelAttribute("ruleDecisionForm") RuleDecisionForm form,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        switchable(rule, desk.rules());
        var reading = new Reading(errors);
        var command = form.command(rule, reading);
        if (reading.then(() -> desk.decide(command, by)).isPresent()) {
            redirect.addFlashAttribute("notice", "matching.rules.decided");
            return "redirect:/rules";
        }
        response.setStatus(422);
        var view = desk.rules();
        return page(form, switchable(rule, view), view, model);
    }

    private static RulesView.RuleView switchable(Rule rule, RulesView view) {
        return view.rules().stream()
                .filter(each -> each.rule() == rule && each.switchable())
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private static String page(RuleDecisionForm form, RulesView.RuleView rule, RulesView view, Model model) {
        model.addAttribute("ruleDecisionForm", form);
        model.addAttribute("rule", rule);
        model.addAttribute("version", view.version());
        model.addAttribute("states", List.of(RuleState.values()));
        return "matching/rule-decision";
    }
}
