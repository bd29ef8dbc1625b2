package org.amparo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/** A session's time begins anew with each sign-in. */
final class SignInSucceeded extends SavedRequestAwareAuthenticationSuccessHandler {

    private final Clock clock;

    SignInSucceeded(RequestCache saved, Clock clock) {
        setRequestCache(saved);
        this.clock = clock;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        var session = request.getSession();
        session.setAttribute(SessionGuard.SIGNED_IN_AT, clock.instant());
        session.removeAttribute(WebSession.UNTIL);
        super.onAuthenticationSuccess(request, response, authentication);
    }
}
