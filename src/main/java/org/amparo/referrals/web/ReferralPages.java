package org.amparo.referrals.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.amparo.catalog.Catalog;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.Acceptance;
import org.amparo.referrals.Decline;
import org.amparo.referrals.DeclineDetail;
import org.amparo.referrals.DeclineReason;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralStatus;
import org.amparo.referrals.ReferralView;
import org.amparo.referrals.ReferralsDesk;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An offer and its answer, one decision at a time: is there a conflict, then yes or no. */
@Controller
@RequestMapping("/referrals/{id}")
@PreAuthorize("hasRole('PROVIDER')")
class ReferralPages {

    private final ReferralsDesk desk;
    private final Catalog catalog;

    ReferralPages(ReferralsDesk desk, Catalog catalog) {
        this.desk = desk;
        this.catalog = catalog;
    }

    @GetMapping
    String offer(@PathVariable ReferralId id, SignedIn by, Model model) {
        var offer = desk.view(id, by);
        var facts = offer.facts();
        return page(offer, new AcceptanceForm(facts == null ? List.of() : names(facts.needs())), model);
    }

    @PostMapping("/conflict-check")
    String conflicts(
            @PathVariable ReferralId id,
            @RequestParam(required = false) @Nullable String conflict,
            SignedIn by,
            RedirectAttributes redirect) {
        if ("found".equals(conflict)) {
            return declined(desk.reportConflict(id, by), redirect);
        }
        if (!"none".equals(conflict)) {
            throw Rejected.invalid("conflict", "conflict-unanswered");
        }
        desk.clearConflicts(id, by);
        return "redirect:/referrals/" + id;
    }

    @PostMapping("/acceptance")
    String accept(
            @PathVariable ReferralId id,
            @ModelAttribute("acceptanceForm") AcceptanceForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response) {
        var scope = EnumSet.noneOf(Service.class);
        for (var typed : form.scope()) {
            Typed.constant(Service.class, typed)
                    .ifPresentOrElse(scope::add, () -> binding.rejectValue("scope", "problem.unknown-code"));
        }
        if (form.scope().isEmpty()) {
            binding.rejectValue("scope", "problem.scope-missing");
        }
        if (binding.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(desk.find(id, by), form, model);
        }
        desk.accept(new Acceptance(id, scope), by);
        return "redirect:/referrals/" + id;
    }

    @GetMapping("/decline")
    String decline(@PathVariable ReferralId id, SignedIn by, Model model) {
        var offer = desk.view(id, by);
        return offer.status().isLive()
                ? declining(offer, new DeclineForm("", ""), model)
                : page(offer, new AcceptanceForm(List.of()), model);
    }

    @PostMapping("/decline")
    String decline(
            @PathVariable ReferralId id,
            @ModelAttribute("declineForm") DeclineForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reason = Typed.constant(DeclineReason.class, form.reason()).orElse(null);
        if (form.reason().isBlank()) {
            binding.rejectValue("reason", "problem.reason-missing");
        } else if (reason == null) {
            binding.rejectValue("reason", "problem.unknown-code");
        }
        var detail = Typed.constant(DeclineDetail.class, form.detail()).orElse(null);
        if (!form.detail().isBlank() && detail == null) {
            binding.rejectValue("detail", "problem.unknown-code");
        }
        if (reason != null && !binding.hasErrors()) {
            try {
                return declined(desk.decline(new Decline(id, reason, detail), by), redirect);
            } catch (Rejected rejected) {
                if (rejected.field() == null) {
                    throw rejected;
                }
                binding.rejectValue(rejected.field(), "problem." + rejected.code());
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return declining(desk.find(id, by), form, model);
    }

    private static String declined(ReferralView offer, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", "referrals.declined");
        redirect.addFlashAttribute("noticeArguments", List.of(offer.reference().value()));
        return "redirect:/inbox";
    }

    private String page(ReferralView offer, AcceptanceForm form, Model model) {
        var facts = offer.facts();
        model.addAttribute("offer", offer);
        model.addAttribute("told", Told.of(facts, catalog));
        model.addAttribute("acceptanceForm", form);
        if (facts != null && offer.status() == ReferralStatus.CONFLICT_CHECKED) {
            model.addAttribute("needed", facts.needs().stream().sorted().toList());
            model.addAttribute("others", EnumSet.complementOf(EnumSet.copyOf(facts.needs())));
        }
        return "referrals/referral";
    }

    private String declining(ReferralView offer, DeclineForm form, Model model) {
        model.addAttribute("offer", offer);
        model.addAttribute("declineForm", form);
        model.addAttribute("reasons", desk.declineReasons());
        Map<DeclineReason, List<DeclineDetail>> details = Arrays.stream(DeclineDetail.values())
                .collect(Collectors.groupingBy(DeclineDetail::reason, LinkedHashMap::new, Collectors.toList()));
        model.addAttribute("details", details);
        return "referrals/decline";
    }

    private static List<String> names(Set<Service> services) {
        return services.stream().sorted().map(Service::name).toList();
    }

    /** What was ticked. */
    record AcceptanceForm(List<String> scope) {

        AcceptanceForm(@Nullable List<String> scope) {
            this.scope = scope == null ? List.of() : scope;
        }
    }

    /** What was chosen. */
    record DeclineForm(String reason, String detail) {

        DeclineForm(@Nullable String reason, @Nullable String detail) {
            this.reason = reason == null ? "" : reason;
            this.detail = detail == null ? "" : detail;
        }
    }
}
