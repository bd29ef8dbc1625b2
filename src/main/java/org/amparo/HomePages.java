package org.amparo;

import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The pages that belong to nobody's module: the way in, help, the way out. */
@Controller
class HomePages {

    /** For how many seconds a page may rest, and in how many the session ends however busy it is. */
    private static final String IDLE = "Amparo-Session-Idle";

    private static final String MOST = "Amparo-Session-Most";

    /** Whose session it is: a page gives what it held back to its owner alone. */
    private static final String OF = "Amparo-Session-Of";

    /** Everybody starts where their work is. */
    @GetMapping("/")
    String home(SignedIn by) {
        return Shell.destinationsOf(by).stream()
                .findFirst()
                .map(destination -> "redirect:" + destination.href())
                .orElse("redirect:/me/shift"); // a volunteer who is not on duty
    }

    @GetMapping("/help")
    String help() {
        return "root/help";
    }

    /**
     * Whether the session lives, asked by a page that stood open for long before it sends what was typed; asking is a sign of life. The
     * answer carries a fresh CSRF token, since the page's own may be from the session before, and how much time is left.
     */
    @GetMapping("/session")
    ResponseEntity<Void> session(
            CsrfToken token,
            SignedIn by,
            @RequestAttribute(name = SessionGuard.LEFT, required = false) SessionGuard.@Nullable Left left) {
        var answer = ResponseEntity.noContent()
                .header(token.getHeaderName(), token.getToken())
                .header(OF, by.member().value().toString());
        if (left != null) {
            answer.header(IDLE, String.valueOf(left.idle().toSeconds()))
                    .header(MOST, String.valueOf(left.most().toSeconds()));
        }
        return answer.build();
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
