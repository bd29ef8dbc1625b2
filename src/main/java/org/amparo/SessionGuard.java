package org.amparo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives a session the limits of its owner's roles, which only membership knows. A role gained or lost is in force at the next request, and
 * so are its limits.
 */
final class SessionGuard extends OncePerRequestFilter {

    /** Session attribute: when the person signed in ({@link Instant}). */
    static final String SIGNED_IN_AT = "amparo.signed-in-at";

    /** Request attribute: what is left, a {@link Left}. */
    static final String LEFT = "amparo.session-left";

    /** @param idle how long a page may rest, and {@code most} how long the session lasts however busy */
    record Left(Duration idle, Duration most) {}

    private final SessionSettings settings;
    private final Clock clock;

    SessionGuard(SessionSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null
                && SecurityContextHolder.getContext().getAuthentication() instanceof MemberAuthentication member) {
            limit(session, member, request);
        }
        chain.doFilter(request, response);
    }

    private void limit(HttpSession session, MemberAuthentication member, HttpServletRequest request) {
        var limits = settings.of(member.member().roles());
        var now = clock.instant();
        var begun = session.getAttribute(SIGNED_IN_AT) instanceof Instant at ? at : now;
        var until = begun.plus(limits.most());
        if (!now.isBefore(until)) {
            session.invalidate();
            MembershipFilter.signOut();
            return;
        }
        if (!until.equals(session.getAttribute(WebSession.UNTIL))) {
            session.setAttribute(SIGNED_IN_AT, begun);
            session.setAttribute(WebSession.UNTIL, until);
        }
        if (session.getMaxInactiveInterval() != (int) limits.idle().toSeconds()) {
            session.setMaxInactiveInterval((int) limits.idle().toSeconds());
        }
        request.setAttribute(LEFT, new Left(limits.idle(), Duration.between(now, until)));
    }
}
