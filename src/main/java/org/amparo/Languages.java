package org.amparo;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;

/**
 * In which language Amparo answers: the one chosen with the switch on this device, else the member's own, else the first the browser
 * asks for that we speak, else English.
 */
class Languages implements LocaleResolver {

    static final Locale ENGLISH = Locale.ENGLISH;
    static final Locale SPANISH = Locale.of("es");
    static final List<Locale> ALL = List.of(ENGLISH, SPANISH);

    static final String COOKIE = "amparo-language";

    private static final String RESOLVED = Languages.class.getName() + ".resolved";

    private final Shell shell;

    Languages(Shell shell) {
        this.shell = shell;
    }

    /** The language of ours that is closest to what was asked for. */
    static Locale closest(@Nullable Locale asked) {
        return asked != null && asked.getLanguage().equals(SPANISH.getLanguage()) ? SPANISH : ENGLISH;
    }

    /** How numbers, money and dates are written: as Californians write them, in either language. */
    static Locale regional(Locale language) {
        return closest(language).equals(SPANISH) ? Locale.of("es", "US") : Locale.US;
    }

    static Optional<Locale> spoken(@Nullable String tag) {
        return ALL.stream()
                .filter(language -> language.getLanguage().equals(tag))
                .findFirst();
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(RESOLVED) instanceof Locale resolved) {
            return resolved;
        }
        var resolved = chosenHere(request)
                .or(() -> spoken(shell.signedIn().map(SignedIn::language).orElse(null)))
                .or(() -> askedByBrowser(request))
                .orElse(ENGLISH);
        request.setAttribute(RESOLVED, resolved);
        return resolved;
    }

    private static Optional<Locale> chosenHere(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> COOKIE.equals(cookie.getName()))
                        .map(Cookie::getValue)
                        .findFirst()
                        .flatMap(Languages::spoken);
    }

    private static Optional<Locale> askedByBrowser(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Optional.empty();
        }
        return Collections.list(request.getLocales()).stream()
                .flatMap(asked -> spoken(asked.getLanguage()).stream())
                .findFirst();
    }

    /** Remembers the choice on this device for a year. The cookie says nothing about the person. */
    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        var language = closest(locale);
        request.setAttribute(RESOLVED, language);
        if (response != null) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(COOKIE, language.getLanguage())
                            .path("/")
                            .maxAge(Duration.ofDays(365))
                            .httpOnly(true)
                            .secure(request.isSecure())
                            .sameSite("Lax")
                            .build()
                            .toString());
        }
    }
}
