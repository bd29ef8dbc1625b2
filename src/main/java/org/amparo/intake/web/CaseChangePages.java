package org.amparo.intake.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.amparo.intake.Answer;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseView;
import org.amparo.intake.ChangeFacts;
import org.amparo.intake.Changes.AnswerConsent;
import org.amparo.intake.Changes.CloseCase;
import org.amparo.intake.Changes.CorrectArrest;
import org.amparo.intake.Changes.CorrectCaller;
import org.amparo.intake.Changes.CorrectPerson;
import org.amparo.intake.Changes.ObserveCustody;
import org.amparo.intake.Changes.OverrideUrgency;
import org.amparo.intake.Changes.RatifyConsent;
import org.amparo.intake.Changes.RecordHearing;
import org.amparo.intake.Changes.WithdrawConsent;
import org.amparo.intake.DraftSection;
import org.amparo.intake.FieldProblem;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.OpenCase;
import org.amparo.intake.SavedSection;
import org.amparo.kernel.Code;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What changes on an open case file: the parts of the intake page, one at a time. */
@Controller
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
class CaseChangePages {

    private static final String PARTS = "/cases/{id}/{part:custody|arrest|hearing|caller|person|facts|urgency|consent}";

    /** A part of the page that can be changed on its own. */
    private enum Part {
        CUSTODY(field -> field.startsWith("custody.")),
        ARREST(field -> field.startsWith("arrest.")),
        CALLER(field -> field.startsWith("caller.")),
        HEARING(field -> field.startsWith("hearing.")),
        PERSON(field -> field.startsWith("person") || field.startsWith("parties")),
        FACTS(field -> field.startsWith("answers.")
                || field.startsWith("fund.")
                || field.equals("needs")
                || field.equals("removalFeared")),
        URGENCY(field -> field.startsWith("override.")),
        CONSENT(field -> field.startsWith("consent."));

        private final Predicate<String> fields;

        Part(Predicate<String> fields) {
            this.fields = fields;
        }

        static Part of(String path) {
            return valueOf(path.toUpperCase(Locale.ROOT));
        }
    }

    private final IntakeDesk desk;
    private final CodeWords words;

    CaseChangePages(IntakeDesk desk, CodeWords words) {
        this.desk = desk;
        this.words = words;
    }

    /** As typed. */
    record ClosureForm(@Nullable String reason, @Nullable String version) {}

    @GetMapping(PARTS)
    String change(@PathVariable CaseId id, @PathVariable String part, SignedIn by, Model model) {
        var file = desk.caseFile(id, by);
        if (Part.of(part) == Part.CALLER && !file.wasToldTo(by.organization())) {
            throw new NotFound();
        }
        var form = known(Part.of(part), file);
        form.setVersion(String.valueOf(file.version()));
        return page(Part.of(part), file, form, List.of(), model);
    }

    @PostMapping(PARTS)
    String change(
            @PathVariable CaseId id,
            @PathVariable String part,
            @RequestParam MultiValueMap<String, String> parameters,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var changed = Part.of(part);
        var form = DraftForm.of(parameters);
        var read = desk.read(form.typed());
        var problems = new ArrayList<>(read.problems().stream()
                .filter(problem -> changed.fields.test(problem.field()))
                .toList());
        if (problems.isEmpty()) {
            try {
                apply(changed, id, form, read.command(), by);
                redirect.addFlashAttribute("notice", "intake.change.done");
                return "redirect:/cases/" + id;
            } catch (Rejected rejected) {
                rejected.faults()
                        .forEach(fault -> problems.add(
                                new FieldProblem(onThePage(changed, fault.field()), fault.code(), fault.arguments())));
                if (problems.isEmpty()) {
                    problems.add(new FieldProblem("", rejected.code(), rejected.arguments()));
                }
                response.setStatus(rejected.kind() == Rejected.Kind.CONFLICT ? 409 : 422);
                model.addAttribute("differences", differences(changed, desk.caseFile(id, by), form));
            }
        } else {
            response.setStatus(422);
        }
        return page(changed, desk.caseFile(id, by), form, problems, model);
    }

    @PostMapping("/cases/{id}/consent/withdrawal")
    String withdraw(@PathVariable CaseId id, SignedIn by, RedirectAttributes redirect) {
        desk.withdrawConsent(new WithdrawConsent(id), by);
        redirect.addFlashAttribute("notice", "intake.consent.withdrawn");
        return "redirect:/cases/" + id;
    }

    @PostMapping("/cases/{id}/consent/ratification")
    String ratify(@PathVariable CaseId id, @RequestParam long version, SignedIn by, RedirectAttributes redirect) {
        desk.ratifyConsent(new RatifyConsent(id, version), by);
        redirect.addFlashAttribute("notice", "intake.consent.ratified");
        return "redirect:/cases/" + id;
    }

    @GetMapping("/cases/{id}/closure")
    String closing(@PathVariable CaseId id, SignedIn by, Model model) {
        var file = desk.caseFile(id, by);
        return closing(file, new ClosureForm(null, String.valueOf(file.version())), model);
    }

    @PostMapping("/cases/{id}/closure")
    String close(
            @PathVariable CaseId id,
            @ModelAttribute ClosureForm closureForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reason = words.closeReasons().stream()
                .filter(known -> known.name().equals(closureForm.reason()))
                .findFirst();
        if (reason.isEmpty()) {
            binding.rejectValue("reason", "problem.required", "required");
        } else {
            try {
                desk.close(new CloseCase(id, version(closureForm.version()), reason.get()), by);
                redirect.addFlashAttribute("notice", "intake.closure.done");
                return "redirect:/cases/" + id;
            } catch (Rejected rejected) {
                binding.reject("problem." + rejected.code(), rejected.code());
            }
        }
        response.setStatus(binding.hasFieldErrors() ? 422 : 409);
        return closing(desk.caseFile(id, by), closureForm, model);
    }

    private void apply(Part part, CaseId id, DraftForm form, OpenCase told, SignedIn by) {
        var version = form.seen();
        switch (part) {
            case CUSTODY -> desk.observeCustody(new ObserveCustody(id, version, told.custody()), by);
            case ARREST -> desk.correctArrest(new CorrectArrest(id, version, told.arrest()), by);
            case CALLER -> desk.correctCaller(new CorrectCaller(id, version, told.caller()), by);
            case HEARING -> desk.recordHearing(new RecordHearing(id, version, told.hearing()), by);
            case PERSON -> desk.correctPerson(new CorrectPerson(id, version, told.person(), told.parties()), by);
            case FACTS ->
                desk.changeFacts(
                        new ChangeFacts(id, version, told.needs(), told.answers(), told.removalFeared(), told.fund()),
                        by);
            case URGENCY -> desk.overrideUrgency(new OverrideUrgency(id, version, told.override()), by);
            case CONSENT -> desk.answerConsent(new AnswerConsent(id, version, told.consent()), by);
        }
    }

    private String page(Part part, CaseView file, DraftForm form, List<FieldProblem> problems, Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("caseView", file);
        model.addAttribute("part", part.name().toLowerCase(Locale.ROOT));
        model.addAttribute(DraftForm.NAME, form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + DraftForm.NAME, form.result(problems));
        return "intake/change";
    }

    /** What was typed otherwise than it stands in the file now: what somebody sees beside their own when another was faster. */
    private static List<SavedSection.Conflict> differences(Part part, CaseView file, DraftForm form) {
        var yours = form.typed();
        var differences = new ArrayList<SavedSection.Conflict>();
        known(part, file).typed().forEach((field, saved) -> {
            var typed = yours.getOrDefault(field, List.of());
            if (part.fields.test(field) && !saved.equals(typed)) {
                differences.add(new SavedSection.Conflict(field, saved, typed));
            }
        });
        return differences;
    }

    private String closing(CaseView file, ClosureForm form, Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("caseView", file);
        model.addAttribute("closureForm", form);
        return "intake/closure";
    }

    /** The page as it is known, so that only what changed is typed. A new sighting and a new consent begin empty. */
    private static DraftForm known(Part part, CaseView file) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        for (var section : DraftSection.values()) {
            section.fields().forEach(field -> typed.put(field, List.of()));
        }
        var form = DraftForm.of(typed);
        var person = file.person();
        switch (part) {
            case CUSTODY -> form.with("custody.custody", file.custody().name());
            case ARREST -> {
                var arrest = file.arrest();
                form.with("arrest.on", text(arrest.on()))
                        .with("arrest.at", text(arrest.at()))
                        .with("arrest.county", code(arrest.county()))
                        .with("arrest.how", arrest.how().name())
                        .with("arrest.stage", code(arrest.stage()))
                        .with("arrest.detainedSince", text(arrest.detainedSince()));
                for (var i = 0; i < arrest.agencies().size(); i++) {
                    form.with(
                                    "arrest.agencies." + i + ".agency",
                                    code(arrest.agencies().get(i).agency()))
                            .with(
                                    "arrest.agencies." + i + ".part",
                                    arrest.agencies().get(i).part().name());
                }
            }
            case CALLER -> {
                var caller = file.caller();
                form.with("caller.name", text(caller.name()))
                        .with("caller.relation", caller.relation().name())
                        .with("caller.authority", caller.authority().name())
                        .with("caller.phone", text(caller.phone()))
                        .with("caller.language", code(caller.language()))
                        .with(
                                "caller.safeContact.call",
                                answer(caller.safeContact().call()))
                        .with(
                                "caller.safeContact.message",
                                answer(caller.safeContact().message()))
                        .with(
                                "caller.safeContact.text",
                                answer(caller.safeContact().text()))
                        .with(
                                "caller.safeContact.bestTime",
                                text(caller.safeContact().bestTime()));
            }
            case HEARING -> {
                if (file.hearing() != null) {
                    form.with("hearing.on", text(file.hearing().on()))
                            .with("hearing.court", code(file.hearing().court()))
                            .with("hearing.source", file.hearing().source().name());
                }
            }
            case PERSON -> {
                form.with("person.name", text(person.name()))
                        .with("person.notGiven", person.name() == null ? "true" : "")
                        .with("person.surnames", String.join("\n", person.surnames()))
                        .with("person.aliases", String.join("\n", person.aliases()))
                        .with("person.countryOfBirth", code(person.countryOfBirth()))
                        .with("person.nationality", code(person.nationality()))
                        .with("person.language", code(person.language()))
                        .with("person.variant", text(person.variant()))
                        .with("person.spanish", person.spanish().name())
                        .with("person.gender", text(person.gender()))
                        .with("person.pronouns", text(person.pronouns()))
                        .with("person.aNumber", text(person.aNumber()))
                        .with("person.phone", text(person.phone()));
                born(person.born(), form);
                for (var i = 0;
                        i < Math.min(DraftSection.PARTIES, file.parties().size());
                        i++) {
                    form.with("parties." + i + ".name", file.parties().get(i).name())
                            .with(
                                    "parties." + i + ".role",
                                    file.parties().get(i).role().name());
                }
            }
            case FACTS -> {
                form.getField()
                        .put("needs", file.needs().stream().map(Enum::name).toList());
                file.urgency()
                        .answers()
                        .forEach((question, answer) -> form.with("answers." + question.name(), answer.name()));
                form.with("fund.residence", code(file.fund().residence()))
                        .with("fund.household", text(file.fund().household()))
                        .with("fund.yearlyIncome", text(file.fund().yearlyIncome()))
                        .with("fund.violentFelony", file.fund().violentFelony().name());
                if (file.removalFeared() != null) {
                    form.with(
                            "removalFeared",
                            file.removalFeared()
                                    .atZone(java.time.ZoneId.of("America/Los_Angeles"))
                                    .toLocalDate()
                                    .toString());
                }
            }
            case URGENCY -> {
                if (file.urgency().overridden() != null) {
                    form.with("override.urgency", file.urgency().overridden().name())
                            .with("override.reason", text(file.urgency().overrideReason()));
                }
            }
            case CONSENT -> {
                if (file.consent().language() != null) {
                    form.with("consent.language", code(file.consent().language()));
                }
            }
        }
        return form;
    }

    private static void born(@Nullable String born, DraftForm form) {
        if (born == null) {
            return;
        }
        var parts = born.replace("~", "").split("-", -1);
        form.with("person.born.about", born.startsWith("~") ? "true" : "").with("person.born.year", parts[0]);
        if (parts.length > 1) {
            form.with("person.born.month", parts[1]);
        }
        if (parts.length > 2) {
            form.with("person.born.day", parts[2]);
        }
    }

    private static String onThePage(Part part, String field) {
        return switch (part) {
            case CUSTODY -> field.equals("sighting.seenAt") ? "custody.seenOn" : field.replace("sighting.", "custody.");
            case CONSENT -> field.replace("evidence.", "consent.");
            case ARREST -> field.replaceAll("^arrest\\.agencies\\[(\\d+)]\\.", "arrest.agencies.$1.");
            case PERSON ->
                field.equals("person.born")
                        ? "person.born.year"
                        : field.replaceAll("^parties\\[(\\d+)]\\.", "parties.$1.");
            case CALLER, HEARING, URGENCY, FACTS -> field;
        };
    }

    /** A question nobody asked is the empty choice of the page. */
    private static String answer(Answer answer) {
        return answer == Answer.NOT_ASKED ? "" : answer.name();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String code(@Nullable Code code) {
        return code == null ? "" : code.value();
    }

    private static long version(@Nullable String typed) {
        try {
            return typed == null ? -1 : Long.parseLong(typed);
        } catch (NumberFormatException e) {
            throw new NotFound();
        }
    }
}
