package org.amparo.intake.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.amparo.forms.Reading;
import org.amparo.intake.Duties.AskEmergency;
import org.amparo.intake.Duties.AskExport;
import org.amparo.intake.EmergencyId;
import org.amparo.intake.EmergencyReason;
import org.amparo.intake.ExportGround;
import org.amparo.intake.ExportId;
import org.amparo.intake.ExportPart;
import org.amparo.intake.SafekeepingDesk;
import org.amparo.kernel.Rejected;
import org.amparo.membership.FreshSignIn;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.json.JsonMapper;

/**
 * What needs a second person: opening a file in an emergency, and handing out parts of one. What is asked for and why is sent in the body;
 * addresses hold ids.
 */
@Controller
class SecondPersonPages {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SafekeepingDesk desk;
    private final CodeWords words;

    SecondPersonPages(SafekeepingDesk desk, CodeWords words) {
        this.desk = desk;
        this.words = words;
    }

    /** As typed and chosen. */
    record EmergencyForm(
            @Nullable String reference, @Nullable String reason) {}

    /** As typed and chosen. */
    record ExportForm(
            @Nullable String reference,
            @Nullable List<String> parts,
            @Nullable String ground) {

        EnumSet<ExportPart> chosen() {
            var chosen = EnumSet.noneOf(ExportPart.class);
            Arrays.stream(ExportPart.values())
                    .filter(part -> parts != null && parts.contains(part.name()))
                    .forEach(chosen::add);
            return chosen;
        }
    }

    // In an emergency

    @GetMapping("/emergencies")
    @PreAuthorize("hasAnyRole('PROVIDER', 'DISPATCHER', 'STEWARD')")
    String emergencies(SignedIn by, Model model) {
        return emergencies(new EmergencyForm("", null), by, model);
    }

    @PostMapping("/emergencies")
    @PreAuthorize("hasRole('PROVIDER')")
    String ask(
            @ModelAttribute EmergencyForm emergencyForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reason = Choice.among(List.of(EmergencyReason.values()), emergencyForm.reason());
        if (reason == null) {
            binding.rejectValue("reason", "problem.required", "required");
        } else {
            try {
                desk.ask(new AskEmergency(Objects.requireNonNullElse(emergencyForm.reference(), ""), reason), by);
                redirect.addFlashAttribute("notice", "intake.emergency.asked");
                return "redirect:/emergencies";
            } catch (Rejected rejected) {
                new Reading(binding).note(rejected);
            }
        }
        response.setStatus(422);
        return emergencies(emergencyForm, by, model);
    }

    @PostMapping("/emergencies/{id}/approval")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    String approve(@PathVariable EmergencyId id, SignedIn by, RedirectAttributes redirect) {
        desk.approve(id, by);
        redirect.addFlashAttribute("notice", "intake.emergency.approved");
        return "redirect:/emergencies";
    }

    @PostMapping("/emergencies/{id}/refusal")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    String refuse(@PathVariable EmergencyId id, SignedIn by, RedirectAttributes redirect) {
        desk.refuse(id, by);
        redirect.addFlashAttribute("notice", "intake.second.refused");
        return "redirect:/emergencies";
    }

    @PostMapping("/emergencies/{id}/end")
    @PreAuthorize("hasAnyRole('PROVIDER', 'DISPATCHER', 'STEWARD')")
    String end(@PathVariable EmergencyId id, SignedIn by, RedirectAttributes redirect) {
        desk.end(id, by);
        redirect.addFlashAttribute("notice", "intake.emergency.ended");
        return "redirect:/emergencies";
    }

    private String emergencies(EmergencyForm form, SignedIn by, Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("emergencyForm", form);
        model.addAttribute("requests", desk.emergencies(by));
        model.addAttribute("reasons", EmergencyReason.values());
        model.addAttribute("mayAsk", by.is(Role.PROVIDER));
        model.addAttribute("mayDecide", by.is(Role.DISPATCHER) || by.is(Role.STEWARD));
        model.addAttribute("me", by.member());
        return "intake/emergencies";
    }

    // Handing out

    @GetMapping("/exports")
    @PreAuthorize("hasAnyRole('DISPATCHER', 'STEWARD')")
    @FreshSignIn
    String exports(SignedIn by, Model model) {
        return exports(new ExportForm("", List.of(), null), by, model);
    }

    @PostMapping("/exports")
    @PreAuthorize("hasRole('DISPATCHER')")
    @FreshSignIn
    String askExport(
            @ModelAttribute ExportForm exportForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var ground = Choice.among(List.of(ExportGround.values()), exportForm.ground());
        if (ground == null) {
            binding.rejectValue("ground", "problem.required", "required");
        } else {
            try {
                desk.ask(
                        new AskExport(
                                Objects.requireNonNullElse(exportForm.reference(), ""), exportForm.chosen(), ground),
                        by);
                redirect.addFlashAttribute("notice", "intake.export.asked");
                return "redirect:/exports";
            } catch (Rejected rejected) {
                new Reading(binding).note(rejected);
            }
        }
        response.setStatus(422);
        return exports(exportForm, by, model);
    }

    @PostMapping("/exports/{id}/approval")
    @PreAuthorize("hasRole('STEWARD')")
    @FreshSignIn
    String approveExport(@PathVariable ExportId id, SignedIn by, RedirectAttributes redirect) {
        desk.approve(id, by);
        redirect.addFlashAttribute("notice", "intake.export.approved");
        return "redirect:/exports";
    }

    @PostMapping("/exports/{id}/refusal")
    @PreAuthorize("hasRole('STEWARD')")
    String refuseExport(@PathVariable ExportId id, SignedIn by, RedirectAttributes redirect) {
        desk.refuse(id, by);
        redirect.addFlashAttribute("notice", "intake.second.refused");
        return "redirect:/exports";
    }

    /** The one download there is. */
    @PostMapping("/exports/{id}/download")
    @PreAuthorize("hasRole('DISPATCHER')")
    @FreshSignIn
    ResponseEntity<byte[]> download(@PathVariable ExportId id, SignedIn by) {
        var export = desk.download(id, by);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("amparo-" + export.reference() + ".json")
                                .build()
                                .toString())
                .body(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(export));
    }

    private String exports(ExportForm form, SignedIn by, Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("exportForm", form);
        model.addAttribute("requests", desk.exports(by));
        model.addAttribute("grounds", ExportGround.values());
        model.addAttribute("parts", ExportPart.values());
        model.addAttribute("mayAsk", by.is(Role.DISPATCHER));
        model.addAttribute("mayDecide", by.is(Role.STEWARD));
        model.addAttribute("me", by.member());
        return "intake/exports";
    }
}
