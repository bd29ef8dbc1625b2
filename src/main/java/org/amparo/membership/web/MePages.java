package org.amparo.membership.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.amparo.forms.Reading;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.SignedIn;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** What Amparo knows of the person who looks, and the language they chose. */
@Controller
@RequestMapping("/me")
@PreAuthorize("hasAnyRole('VOLUNTEER', 'DISPATCHER', 'PROVIDER', 'LEAD', 'STEWARD')")
class MePages {

    private final MembershipDesk desk;

    MePages(MembershipDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String me(SignedIn me, Model model) {
        return me(me, new LanguageForm(me.language()), model);
    }

    @PostMapping("/language")
    String speak(
            @ModelAttribute LanguageForm languageForm,
            BindingResult errors,
            SignedIn me,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var reading = new Reading(errors);
        var language = reading.text("language", languageForm.language());
        var chosen = reading.then(() -> desk.speak(me, language));
        if (chosen.isEmpty()) {
            response.setStatus(422);
            return me(me, languageForm, model);
        }
        var device = RequestContextUtils.getLocaleResolver(request);
        if (device != null) {
            device.setLocale(
                    request, response, Locale.of(language)); // what was switched on this device before gives way
        }
        redirect.addFlashAttribute("notice", "membership.language-chosen");
        return "redirect:/me";
    }

    private String me(SignedIn me, LanguageForm form, Model model) {
        model.addAttribute("member", desk.member(me.member()));
        model.addAttribute("languageForm", form);
        model.addAttribute("languages", MemberPages.languages());
        return "membership/me";
    }
}
