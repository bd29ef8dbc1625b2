package org.amparo.correspondence.web;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.amparo.correspondence.CalendarScope;
import org.amparo.correspondence.CorrespondenceDesk;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A provider's hearings in the calendar program they use anyway. */
@Controller
class CalendarPages {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    record CalendarForm(@Nullable String scope) {}

    private final CorrespondenceDesk desk;

    CalendarPages(CorrespondenceDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/calendar")
    @PreAuthorize("hasRole('PROVIDER')")
    String calendar(SignedIn by, Model model) {
        model.addAttribute(new CalendarForm(CalendarScope.MINE.name()));
        return page(by, model);
    }

    /** Makes a calendar, and tells its address once, on the page that follows. */
    @PostMapping("/calendar")
    @PreAuthorize("hasRole('PROVIDER')")
    String open(
            CalendarForm form,
            BindingResult binding,
            SignedIn by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        CalendarScope scope;
        try {
            scope = CalendarScope.valueOf(form.scope() == null ? "" : form.scope());
        } catch (IllegalArgumentException unknown) {
            binding.rejectValue("scope", "problem.required", "required");
            response.setStatus(422);
            return page(by, model);
        }
        redirect.addFlashAttribute(
                "calendarAddress", desk.openCalendar(scope, by).address());
        return "redirect:/calendar";
    }

    @PostMapping("/calendar/revocation")
    @PreAuthorize("hasRole('PROVIDER')")
    String revoke(SignedIn by, RedirectAttributes redirect) {
        desk.revokeCalendar(by);
        redirect.addFlashAttribute("notice", "correspondence.calendar.revoked");
        return "redirect:/calendar";
    }

    /** Calendar programs can't sign in: whoever has the address may read. It holds references, courts and times. */
    @GetMapping("/calendar/{token}.ics")
    @PreAuthorize("permitAll()")
    ResponseEntity<String> hearings(@PathVariable String token) {
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.noStore())
                .header("Content-Disposition", "inline; filename=\"amparo.ics\"")
                .body(desk.calendarAt(token));
    }

    private String page(SignedIn by, Model model) {
        model.addAttribute("calendar", desk.calendar(by).orElse(null));
        model.addAttribute("scopes", CalendarScope.values());
        return "correspondence/calendar";
    }
}
