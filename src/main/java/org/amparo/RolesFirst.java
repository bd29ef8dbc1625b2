package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.method.PreAuthorizeAuthorizationManager;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Asks a handler's own {@code @PreAuthorize} before anything of the request is read. Method security alone would parse the body first and
 * tell somebody who may not come in what is wrong with it.
 */
final class RolesFirst implements HandlerInterceptor {

    private final PreAuthorizeAuthorizationManager roles = new PreAuthorizeAuthorizationManager();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            var decision =
                    roles.authorize(() -> SecurityContextHolder.getContext().getAuthentication(), new Call(method));
            if (decision != null && !decision.isGranted()) {
                throw new AccessDeniedException("not for this role");
            }
        }
        return true;
    }

    /** A call that has no arguments yet: who may call is asked of roles alone. */
    private record Call(HandlerMethod handler) implements MethodInvocation {

        @Override
        public Method getMethod() {
            return AopUtils.getMostSpecificMethod(handler.getMethod(), handler.getBeanType());
        }

        @Override
        public Object[] getArguments() {
            return new Object[0];
        }

        @Override
        public Object getThis() {
            return handler.getBean();
        }

        @Override
        public AccessibleObject getStaticPart() {
            return getMethod();
        }

        @Override
        public @Nullable Object proceed() {
            throw new UnsupportedOperationException("only asked about");
        }
    }
}
