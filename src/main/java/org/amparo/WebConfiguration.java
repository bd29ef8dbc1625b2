package org.amparo;

import java.time.Clock;
import java.util.List;
import org.amparo.kernel.Actor;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives handlers the {@link SignedIn} person as a parameter, or as the {@link Actor} where a module does not know members. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final SignInSettings signIn;
    private final RateLimits limits;
    private final Clock clock;

    WebConfiguration(SignInSettings signIn, RateLimits limits, Clock clock) {
        this.signIn = signIn;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new SignedInResolver());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RolesFirst()).order(Ordered.HIGHEST_PRECEDENCE);
        registry.addInterceptor(new FreshSignIns(signIn, clock)).order(Ordered.HIGHEST_PRECEDENCE + 1);
        registry.addInterceptor(new Grace()).order(Ordered.HIGHEST_PRECEDENCE + 1);
        registry.addInterceptor(new LookUpLimits(limits)).order(Ordered.HIGHEST_PRECEDENCE + 2);
    }

    private static final class SignedInResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == SignedIn.class || parameter.getParameterType() == Actor.class;
        }

        @Override
        public @Nullable Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory factory) {
            if (SecurityContextHolder.getContext().getAuthentication() instanceof MemberAuthentication authentication) {
                return parameter.getParameterType() == Actor.class
                        ? authentication.member().actor()
                        : authentication.member();
            }
            throw new AccessDeniedException("not a member");
        }
    }
}
