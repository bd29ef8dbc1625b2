package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** Changes the language on this device, and goes back to where the person was. */
@Controller
class LanguageSwitch {

    private final LocaleResolver languages;

    LanguageSwitch(LocaleResolver languages) {
        this.languages = languages;
    }

    @PostMapping("/language")
    String change(
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        Languages.spoken(language).ifPresent(chosen -> languages.setLocale(request, response, chosen));
        return "redirect:" + (isOurs(back) ? back : "/");
    }

    /** Only a path of ours: nobody sends people elsewhere through this address. */
    static boolean isOurs(String back) {
        return back.matches("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*") || back.equals("/");
    }
}
