package org.amparo;

import org.amparo.membership.SignedIn;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages that belong to nobody's module: the way in, help, the way out. */
@Controller
class HomePages {

    /** Everybody starts where their work is. */
    @GetMapping("/")
    String home(SignedIn by) {
        return Shell.destinationsOf(by).stream()
                .findFirst()
                .map(destination -> "redirect:" + destination.href())
                .orElse("redirect:/help");
    }

    @GetMapping("/help")
    String help() {
        return "root/help";
    }

    /**
     * Whether the session lives, asked by a page that stood open for long before it sends what was typed. The answer carries a fresh
     * CSRF token, since the page's own may be from the session before.
     */
    @GetMapping("/session")
    ResponseEntity<Void> session(CsrfToken token) {
        return ResponseEntity.noContent()
                .header(token.getHeaderName(), token.getToken())
                .build();
    }

    @GetMapping("/privacy")
    String privacy() {
        return "root/privacy";
    }

    @GetMapping("/signed-out")
    String signedOut() {
        return "root/signed-out";
    }
}
