package org.amparo.ledger.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import org.amparo.forms.Reading;
import org.amparo.kernel.HumanReference;
import org.amparo.ledger.AnswerProcess;
import org.amparo.ledger.Counsel;
import org.amparo.ledger.LedgerDesk;
import org.amparo.ledger.ProcessId;
import org.amparo.ledger.ProcessIssuer;
import org.amparo.ledger.ProcessKind;
import org.amparo.ledger.ProcessResponse;
import org.amparo.ledger.ProcessScope;
import org.amparo.ledger.RegisterProcess;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The register of legal process received, for a steward. */
@Controller
@PreAuthorize("hasRole('STEWARD')")
class LegalProcessPages {

    private final LedgerDesk desk;
    private final Clock clock;

    LegalProcessPages(LedgerDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** As typed and chosen. */
    record ProcessForm(
            @Nullable String kind,
            @Nullable String issuer,
            @Nullable String receivedOn,
            @Nullable String answerDue,
            @Nullable String scope,
            @Nullable String references,
            @Nullable String secret) {

        RegisterProcess read(Reading reading) {
            return new RegisterProcess(
                    reading.code("kind", text(kind), ProcessKind::valueOf, ProcessKind.OTHER),
                    reading.code("issuer", text(issuer), ProcessIssuer::valueOf, ProcessIssuer.OTHER),
                    reading.date("receivedOn", text(receivedOn)),
                    reading.optionalDate("answerDue", text(answerDue)),
                    reading.code("scope", text(scope), ProcessScope::valueOf, ProcessScope.OTHER),
                    Arrays.stream(text(references).split("[\\s,;]+"))
                            .filter(typed -> !typed.isBlank())
                            .map(typed -> reading.code(
                                    "references", typed, HumanReference::of, new HumanReference("AAAA-AAA")))
                            .toList(),
                    secret != null);
        }
    }

    /** As typed and chosen. */
    record AnswerForm(
            @Nullable String response,
            @Nullable String counsel,
            @Nullable String on) {

        AnswerProcess read(ProcessId process, Reading reading) {
            return new AnswerProcess(
                    process,
                    reading.code("response", text(response), ProcessResponse::valueOf, ProcessResponse.UNDER_REVIEW),
                    reading.code("counsel", text(counsel), Counsel::valueOf, Counsel.NOT_YET),
                    reading.date("on", text(on)));
        }
    }

    @GetMapping("/legal-process")
    String register(SignedIn by, Model model) {
        return page(new ProcessForm(null, null, today(), null, null, null, null), by, model);
    }

    @PostMapping("/legal-process")
    String receive(
            @ModelAttribute ProcessForm processForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reading = new Reading(binding);
        var command = processForm.read(reading);
        if (reading.then(() -> desk.register(command, by)).isPresent()) {
            redirect.addFlashAttribute("notice", "ledger.process.registered");
            return "redirect:/legal-process";
        }
        response.setStatus(422);
        return page(processForm, by, model);
    }

    @GetMapping("/legal-process/{id}/answers")
    String answers(@PathVariable ProcessId id, SignedIn by, Model model) {
        return answers(id, new AnswerForm(null, null, today()), by, model);
    }

    @PostMapping("/legal-process/{id}/answers")
    String answer(
            @PathVariable ProcessId id,
            @ModelAttribute AnswerForm answerForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reading = new Reading(binding);
        var command = answerForm.read(id, reading);
        if (reading.then(() -> desk.answer(command, by)).isPresent()) {
            redirect.addFlashAttribute("notice", "ledger.process.answered");
            return "redirect:/legal-process";
        }
        response.setStatus(422);
        return answers(id, answerForm, by, model);
    }

    private String page(ProcessForm form, SignedIn by, Model model) {
        model.addAttribute("processForm", form);
        model.addAttribute("processes", desk.processes(by));
        model.addAttribute("kinds", ProcessKind.values());
        model.addAttribute("issuers", ProcessIssuer.values());
        model.addAttribute("scopes", ProcessScope.values());
        return "ledger/legal-process";
    }

    private String answers(ProcessId id, AnswerForm form, SignedIn by, Model model) {
        model.addAttribute("answerForm", form);
        model.addAttribute("process", desk.process(id, by));
        model.addAttribute("responses", ProcessResponse.values());
        model.addAttribute("counsels", Counsel.values());
        return "ledger/legal-process-answer";
    }

    private String today() {
        return LocalDate.ofInstant(clock.instant(), LedgerDesk.PACIFIC).toString();
    }

    private static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "");
    }
}
