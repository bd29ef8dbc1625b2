package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.amparo.membership.LookUp;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Counts look-ups, by the pattern of their address. */
final class LookUpLimits implements HandlerInterceptor {

    /** Request attribute: what was typed is kept, but nobody is told whom it could be. */
    static final String HINTS_REST = "amparo.hints-rest";

    private final RateLimits limits;

    LookUpLimits(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var kind = RateLimits.ROUTES.get(
                request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (kind != null
                && SecurityContextHolder.getContext().getAuthentication() instanceof MemberAuthentication member) {
            limits.look(kind, member.member(), request.getRemoteAddr()).ifPresent(wait -> {
                if (!isWriting(request, kind)) {
                    throw new TooMany(wait);
                }
                request.setAttribute(HINTS_REST, true);
            });
        }
        return true;
    }

    /** Nobody loses what they type because of hints. */
    private static boolean isWriting(HttpServletRequest request, LookUp kind) {
        return kind == LookUp.HINT && request.getRequestURI().startsWith(request.getContextPath() + "/drafts/");
    }
}
