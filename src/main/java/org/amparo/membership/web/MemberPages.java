package org.amparo.membership.web;

import jakarta.servlet.http.HttpServletResponse;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amparo.forms.Reading;
import org.amparo.kernel.Rejected;
import org.amparo.membership.EnrolMember;
import org.amparo.membership.FreshSignIn;
import org.amparo.membership.MemberId;
import org.amparo.membership.MemberSheet;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationSheet;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.amparo.membership.Standing;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a steward enrols people, gives them roles and releases them. */
@Controller
@RequestMapping("/members")
@PreAuthorize("hasRole('STEWARD')")
class MemberPages {

    private final MembershipDesk desk;

    MemberPages(MembershipDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String members(Model model) {
        return search("", false, model);
    }

    /** What is searched for is a name, so the page sends it in the body: it never stands in an address. */
    @PostMapping("/search")
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            Model model) {
        var wanted = folded(q.strip());
        model.addAttribute("q", q);
        model.addAttribute(
                "people",
                desk.members(null).stream()
                        .filter(member -> folded(member.name() + ' ' + member.email() + ' ' + member.organizationName())
                                .contains(wanted))
                        .toList());
        return part ? "membership/members :: people" : "membership/members";
    }

    @FreshSignIn
    @GetMapping("/new")
    String enrolling(@RequestParam(defaultValue = "") String organization, Model model) {
        return enrolling(new MemberForm(organization, "", "", "es", List.of()), model);
    }

    @FreshSignIn
    @PostMapping
    String enrol(
            @ModelAttribute MemberForm memberForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reading = new Reading(errors);
        var command = memberForm.toCommand(reading);
        if (errors.hasErrors() && !errors.hasFieldErrors("roles")) {
            noteRoles(
                    command,
                    reading); // what is wrong with them is said with the rest, before they are gone from the form
        }
        return answer(reading.then(() -> desk.enrol(command, by.actor())), "membership.enrolled", redirect)
                .orElseGet(() -> again(response, enrolling(memberForm, model)));
    }

    @GetMapping("/{id}")
    String member(@PathVariable MemberId id, Model model) {
        var member = desk.member(id);
        var roles = member.roles().stream().sorted().map(Role::name).toList();
        return member(member, new RolesForm(roles, String.valueOf(member.version())), model);
    }

    @FreshSignIn
    @PostMapping("/{id}/roles")
    String giveRoles(
            @PathVariable MemberId id,
            @ModelAttribute RolesForm rolesForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reading = new Reading(errors);
        var roles = MemberForm.roles(rolesForm.roles(), reading);
        return answer(
                        reading.then(() -> desk.giveRoles(id, Typed.version(rolesForm.version()), roles, by.actor())),
                        "membership.roles-given",
                        redirect)
                .orElseGet(() -> again(response, member(desk.member(id), rolesForm, model)));
    }

    /** For somebody whose device is lost, or whom nobody can reach. */
    @PostMapping("/{id}/sign-out")
    String signOut(@PathVariable MemberId id, SignedIn by, RedirectAttributes redirect) {
        desk.signOut(id, by.actor());
        redirect.addFlashAttribute("notice", "membership.signed-out");
        redirect.addAttribute("id", id.toString());
        return "redirect:/members/{id}";
    }

    @FreshSignIn
    @GetMapping("/{id}/release")
    String releasing(@PathVariable MemberId id, Model model) {
        var member = desk.member(id);
        return releasing(member, new VersionForm(String.valueOf(member.version())), model);
    }

    @FreshSignIn
    @PostMapping("/{id}/release")
    String release(
            @PathVariable MemberId id,
            @ModelAttribute VersionForm versionForm,
            BindingResult errors,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reading = new Reading(errors);
        return answer(
                        reading.then(() -> desk.release(id, Typed.version(versionForm.version()), by.actor())),
                        "membership.released",
                        redirect)
                .orElseGet(() -> again(response, releasing(desk.member(id), versionForm, model)));
    }

    private String enrolling(MemberForm form, Model model) {
        var organizations = desk.organizations().stream()
                .filter(organization -> organization.standing() != Standing.LEFT)
                .toList();
        var names = new LinkedHashMap<String, String>();
        organizations.forEach(organization -> names.put(organization.id().toString(), organization.name()));
        model.addAttribute("memberForm", form);
        model.addAttribute("organizationNames", names);
        model.addAttribute("languages", languages());
        model.addAttribute("roles", rolesFor(form.organization(), organizations));
        return "membership/member-new";
    }

    private void noteRoles(EnrolMember command, Reading reading) {
        desk.organizations().stream()
                .filter(organization -> organization.id().equals(command.organization()))
                .map(organization -> MembershipDesk.faults(command.roles(), organization.kind()))
                .filter(faults -> !faults.isEmpty())
                .forEach(faults -> reading.note(Rejected.invalid(faults)));
    }

    /** Those of the chosen organization's kind; all while none is chosen. */
    private static List<Role> rolesFor(String organization, List<OrganizationSheet> organizations) {
        return organizations.stream()
                .filter(sheet -> sheet.id().toString().equals(organization))
                .findFirst()
                .map(sheet -> sorted(MembershipDesk.rolesOf(sheet.kind())))
                .orElseGet(() -> List.of(Role.values()));
    }

    private static List<Role> sorted(Set<Role> roles) {
        return roles.stream().sorted().toList();
    }

    private String member(MemberSheet member, RolesForm form, Model model) {
        model.addAttribute("member", member);
        model.addAttribute("rolesForm", form);
        model.addAttribute(
                "roles",
                sorted(MembershipDesk.rolesOf(
                        desk.organization(member.organization()).kind())));
        return "membership/member";
    }

    private static String releasing(MemberSheet member, VersionForm form, Model model) {
        model.addAttribute("member", member);
        model.addAttribute("versionForm", form);
        return "membership/member-release";
    }

    static Map<String, String> languages() {
        var languages = new LinkedHashMap<String, String>();
        languages.put("es", "Español");
        languages.put("en", "English");
        return languages;
    }

    private static Optional<String> answer(Optional<MemberSheet> done, String notice, RedirectAttributes redirect) {
        return done.map(member -> {
            redirect.addFlashAttribute("notice", notice);
            redirect.addAttribute("id", member.id().toString());
            return "redirect:/members/{id}";
        });
    }

    private static String again(HttpServletResponse response, String view) {
        response.setStatus(422);
        return view;
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }
}
