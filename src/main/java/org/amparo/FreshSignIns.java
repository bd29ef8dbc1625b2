package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.amparo.membership.FreshSignIn;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds handlers to their {@link FreshSignIn}, after the role was asked and before anything of the request is read. */
final class FreshSignIns implements HandlerInterceptor {

    private final SignInSettings settings;
    private final Clock clock;
    private final Map<Method, Boolean> wanted = new ConcurrentHashMap<>();

    FreshSignIns(SignInSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && wanted.computeIfAbsent(method.getMethod(), asked -> isWanted(method))
                && SecurityContextHolder.getContext().getAuthentication() instanceof MemberAuthentication member) {
            var sent = !request.getMethod().equals("GET") && !SecurityProblems.isApi(request);
            var longest = sent ? settings.fresh().multipliedBy(3) : settings.fresh();
            if (Duration.between(member.provenAt(), clock.instant()).compareTo(longest) > 0) {
                throw new SignInTooOld(settings.fresh());
            }
        }
        return true;
    }

    private static boolean isWanted(HandlerMethod method) {
        return method.hasMethodAnnotation(FreshSignIn.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), FreshSignIn.class);
    }
}
