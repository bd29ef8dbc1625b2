package org.amparo.membership.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amparo.forms.Reading;
import org.amparo.membership.FreshSignIn;
import org.amparo.membership.MemberSheet;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.OrganizationSheet;
import org.amparo.membership.SignedIn;
import org.amparo.membership.Standing;
import org.amparo.membership.SuspensionReason;
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

/** Where a steward admits, suspends and parts with organizations. */
@Controller
@RequestMapping("/organizations")
@PreAuthorize("hasRole('STEWARD')")
class OrganizationPages {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final MembershipDesk desk;
    private final Clock clock;

    OrganizationPages(MembershipDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping
    String organizations(Model model) {
        Map<OrganizationId, Long> people = desk.members(null).stream()
                .filter(member -> member.releasedAt() == null)
                .collect(Collectors.groupingBy(MemberSheet::organization, Collectors.counting()));
        model.addAttribute(
                "lines",
                desk.organizations().stream()
                        .map(sheet -> new Line(sheet, people.getOrDefault(sheet.id(), 0L), expired(sheet)))
                        .toList());
        return "membership/organizations";
    }

    @GetMapping("/new")
    String registering(Model model) {
        return registering(OrganizationForm.empty(), model);
    }

    @PostMapping
    String register(
            @ModelAttribute OrganizationForm organizationForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reading = new Reading(errors);
        var command = organizationForm.toCommand(reading);
        return answer(reading.then(() -> desk.register(command, by.actor())), "membership.registered", redirect)
                .orElseGet(() -> again(response, registering(organizationForm, model)));
    }

    @GetMapping("/{id}")
    String organization(@PathVariable OrganizationId id, Model model) {
        var organization = desk.organization(id);
        model.addAttribute("organization", organization);
        model.addAttribute("people", desk.members(id));
        model.addAttribute("expired", expired(organization));
        model.addAttribute("versionForm", new VersionForm(String.valueOf(organization.version())));
        return "membership/organization";
    }

    @GetMapping("/{id}/agreement")
    String signing(@PathVariable OrganizationId id, Model model) {
        var organization = desk.organization(id);
        return signing(organization, AgreementForm.empty(organization), model);
    }

    @PostMapping("/{id}/agreement")
    String sign(
            @PathVariable OrganizationId id,
            @ModelAttribute AgreementForm agreementForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var organization = desk.organization(id);
        var reading = new Reading(errors);
        var agreement = agreementForm.toAgreement(reading);
        var version = Typed.version(agreementForm.version());
        var applicant = organization.standing() == Standing.APPLICANT;
        return answer(
                        reading.then(() -> applicant
                                ? desk.admit(id, version, agreement, by.actor())
                                : desk.renew(id, version, agreement, by.actor())),
                        applicant ? "membership.admitted" : "membership.renewed",
                        redirect)
                .orElseGet(() -> again(response, signing(organization, agreementForm, model)));
    }

    @FreshSignIn
    @GetMapping("/{id}/suspension")
    String suspending(@PathVariable OrganizationId id, Model model) {
        var organization = desk.organization(id);
        return suspending(organization, new SuspensionForm("", String.valueOf(organization.version())), model);
    }

    @FreshSignIn
    @PostMapping("/{id}/suspension")
    String suspend(
            @PathVariable OrganizationId id,
            @ModelAttribute SuspensionForm suspensionForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var organization = desk.organization(id);
        var reading = new Reading(errors);
        var reason = reading.code("reason", suspensionForm.reason(), SuspensionReason::valueOf, SuspensionReason.OTHER);
        return answer(
                        reading.then(
                                () -> desk.suspend(id, Typed.version(suspensionForm.version()), reason, by.actor())),
                        "membership.suspended",
                        redirect)
                .orElseGet(() -> again(response, suspending(organization, suspensionForm, model)));
    }

    @PostMapping("/{id}/reinstatement")
    String reinstate(
            @PathVariable OrganizationId id,
            @ModelAttribute VersionForm versionForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reading = new Reading(errors);
        return answer(
                        reading.then(() -> desk.reinstate(id, Typed.version(versionForm.version()), by.actor())),
                        "membership.reinstated",
                        redirect)
                .orElseGet(() -> {
                    var view = organization(id, model);
                    model.addAttribute("versionForm", versionForm);
                    return again(response, view);
                });
    }

    @FreshSignIn
    @GetMapping("/{id}/departure")
    String parting(@PathVariable OrganizationId id, Model model) {
        var organization = desk.organization(id);
        return parting(organization, new VersionForm(String.valueOf(organization.version())), model);
    }

    @FreshSignIn
    @PostMapping("/{id}/departure")
    String part(
            @PathVariable OrganizationId id,
            @ModelAttribute VersionForm versionForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var organization = desk.organization(id);
        var reading = new Reading(errors);
        return answer(
                        reading.then(() -> desk.partWays(id, Typed.version(versionForm.version()), by.actor())),
                        "membership.parted",
                        redirect)
                .orElseGet(() -> again(response, parting(organization, versionForm, model)));
    }

    private static String registering(OrganizationForm form, Model model) {
        model.addAttribute("organizationForm", form);
        model.addAttribute("kinds", List.of(OrganizationKind.values()));
        return "membership/organization-new";
    }

    private static String signing(OrganizationSheet organization, AgreementForm form, Model model) {
        model.addAttribute("organization", organization);
        model.addAttribute("agreementForm", form);
        return "membership/organization-agreement";
    }

    private static String suspending(OrganizationSheet organization, SuspensionForm form, Model model) {
        model.addAttribute("organization", organization);
        model.addAttribute("suspensionForm", form);
        model.addAttribute("reasons", List.of(SuspensionReason.values()));
        return "membership/organization-suspension";
    }

    private static String parting(OrganizationSheet organization, VersionForm form, Model model) {
        model.addAttribute("organization", organization);
        model.addAttribute("versionForm", form);
        return "membership/organization-departure";
    }

    private static Optional<String> answer(
            Optional<OrganizationSheet> done, String notice, RedirectAttributes redirect) {
        return done.map(organization -> {
            redirect.addFlashAttribute("notice", notice);
            redirect.addAttribute("id", organization.id().toString());
            return "redirect:/organizations/{id}";
        });
    }

    private static String again(HttpServletResponse response, String view) {
        response.setStatus(422);
        return view;
    }

    private boolean expired(OrganizationSheet organization) {
        var agreement = organization.agreement();
        if (agreement == null || organization.standing() == Standing.LEFT) {
            return false;
        }
        var expires = agreement.expiresOn();
        return expires != null && !LocalDate.now(clock.withZone(PACIFIC)).isBefore(expires);
    }

    /** @param expired whether the agreement holds no more */
    record Line(OrganizationSheet organization, long people, boolean expired) {}
}
