package org.amparo.intake.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.amparo.intake.CallId;
import org.amparo.intake.CallKind;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseRow;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.LogCall;
import org.amparo.intake.PhoneNumber;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
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

/** Calls of the day, logged in three clicks, and the board a shift hands over. */
@Controller
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER')")
class CallPages {

    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    /** What the Desk calls by a longer name than the form. */
    private static final Map<String, String> FIELDS =
            Map.of("kind", "kind", "language", "language", "caseFile", "reference", "callBack.promise", "promise");

    private static final List<CallKind> KINDS =
            List.of(CallKind.INFORMATION, CallKind.RUMOUR, CallKind.FOLLOW_UP, CallKind.WRONG_NUMBER, CallKind.OTHER);

    private final IntakeDesk desk;
    private final CodeWords words;
    private final Clock clock;

    CallPages(IntakeDesk desk, CodeWords words, Clock clock) {
        this.desk = desk;
        this.words = words;
        this.clock = clock;
    }

    /** As typed. {@code reference} is that of the case file a follow-up call is about; {@code callBackBy} is local Pacific time. */
    record CallForm(
            @Nullable String kind,
            @Nullable String language,
            @Nullable String reference,
            @Nullable String callBackBy,
            @Nullable String callBackPhone,
            @Nullable String promise) {}

    @GetMapping("/calls")
    String today(SignedIn by, Model model) {
        return page(new CallForm(null, "es", null, null, null, null), by, model);
    }

    @PostMapping("/calls")
    String log(
            @ModelAttribute CallForm callForm,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var command = command(callForm, binding, by);
        if (command != null && !binding.hasErrors()) {
            try {
                desk.log(command, by);
                redirect.addFlashAttribute("notice", "intake.call.logged");
                return "redirect:/calls";
            } catch (Rejected rejected) {
                var code = "problem." + rejected.code();
                var arguments = rejected.arguments().toArray();
                var field = FIELDS.get(rejected.field() == null ? "" : rejected.field());
                if (field == null) {
                    binding.reject(code, arguments, rejected.code());
                } else {
                    binding.rejectValue(field, code, arguments, rejected.code());
                }
            }
        }
        response.setStatus(422);
        return page(callForm, by, model);
    }

    @GetMapping("/calls/handover")
    String handover(SignedIn by, Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("board", desk.handover(by));
        return "intake/handover";
    }

    @PostMapping("/calls/{id}/kept")
    String keep(@PathVariable CallId id, SignedIn by, RedirectAttributes redirect) {
        desk.keepPromise(id, by);
        redirect.addFlashAttribute("notice", "intake.call.kept");
        return "redirect:/calls/handover";
    }

    private @Nullable LogCall command(CallForm form, BindingResult binding, SignedIn by) {
        var kind = kind(form.kind());
        if (kind == null) {
            binding.rejectValue("kind", "problem.call-kind", "call-kind");
        }
        CaseId caseFile = null;
        if (form.reference() != null && !form.reference().isBlank()) {
            caseFile = caseFile(form.reference(), by);
            if (caseFile == null) {
                binding.rejectValue("reference", "problem.unknown-case", "unknown-case");
            }
        }
        var callBack = callBack(form, binding);
        var language = language(form, binding);
        return kind == null ? null : new LogCall(kind, null, language, caseFile, callBack);
    }

    private static @Nullable LanguageCode language(CallForm form, BindingResult binding) {
        try {
            return form.language() == null || form.language().isBlank() ? null : LanguageCode.of(form.language());
        } catch (IllegalArgumentException e) {
            binding.rejectValue("language", "problem.unknown-code", "unknown-code");
            return null;
        }
    }

    private LogCall.@Nullable CallBack callBack(CallForm form, BindingResult binding) {
        var promised = !blank(form.callBackPhone()) || !blank(form.promise());
        if (blank(form.callBackBy())) {
            if (promised) {
                binding.rejectValue("callBackBy", "problem.call-back-when", "call-back-when");
            }
            return null;
        }
        PhoneNumber phone = null;
        var typed = form.callBackPhone();
        if (typed != null && !blank(typed)) {
            if (PhoneNumber.reads(typed)) {
                phone = PhoneNumber.of(typed);
            } else {
                binding.rejectValue("callBackPhone", "problem.phone-malformed", "phone-malformed");
            }
        }
        try {
            return new LogCall.CallBack(
                    LocalDateTime.parse(form.callBackBy()).atZone(ZONE).toInstant(),
                    phone,
                    PersonalText.ofNullable(form.promise()));
        } catch (DateTimeParseException e) {
            binding.rejectValue("callBackBy", "problem.no-such-date", "no-such-date");
            return null;
        }
    }

    private @Nullable CaseId caseFile(String typed, SignedIn by) {
        try {
            return desk.called(HumanReference.of(typed), by).map(CaseRow::id).orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String page(CallForm form, SignedIn by, Model model) {
        model.addAttribute(CodeWords.NAME, words);
        model.addAttribute("callForm", form);
        model.addAttribute("kinds", KINDS);
        model.addAttribute("calls", desk.calls(LocalDate.ofInstant(clock.instant(), ZONE), by));
        model.addAttribute("drafts", desk.drafts(by));
        return "intake/calls";
    }

    private static @Nullable CallKind kind(@Nullable String typed) {
        return KINDS.stream()
                .filter(kind -> kind.name().equals(typed))
                .findFirst()
                .orElse(null);
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
