package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.amparo.membership.Duty;
import org.amparo.membership.Role;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * For a while after their shift volunteers may finish the call they are on: write and send the intake they began, log the call, see where
 * the case went. Nobody can be looked up.
 */
final class Grace implements HandlerInterceptor {

    /** By the pattern of the address; everything else waits for the next shift. */
    static final Set<String> OPEN = Set.of(
            "GET /",
            "GET /help",
            "GET /privacy",
            "GET /session",
            "POST /language",
            "GET /me",
            "GET /me/shift",
            "GET /me/sign-ins",
            "POST /me/sign-ins/end",
            "POST /me/language",
            "GET /drafts/{id}",
            "POST /drafts/{id}",
            "GET /drafts/{id}/check",
            "GET /drafts/{id}/script",
            "POST /drafts/{id}/discard",
            "POST /drafts/{id}/sections/{section}",
            "POST /drafts/{id}/submission",
            "POST /calls",
            "GET /cases/{id}",
            "GET /cases/{id}/routing",
            "GET /cases/{caseFile}/referrals",
            "GET /api/v1/me",
            "POST /api/v1/me/sign-out",
            "PUT /api/v1/me/language",
            "GET /api/v1/drafts/fields",
            "GET /api/v1/drafts/{id}",
            "DELETE /api/v1/drafts/{id}",
            "PUT /api/v1/drafts/{id}/sections/{section}",
            "POST /api/v1/drafts/{id}/submission",
            "POST /api/v1/calls");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof MemberAuthentication member
                && member.duty() == Duty.State.GRACE
                && member.member().roles().equals(Set.of(Role.VOLUNTEER))
                && !"/error".equals(request.getServletPath())
                && !OPEN.contains(request.getMethod() + " "
                        + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))) {
            throw new OffShift();
        }
        return true;
    }
}
