package org.amparo;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

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
    public void addFormatters(FormatterRegistry registry) {
        registry.addFormatterForFieldAnnotation(new PlausibleMoments.InAddresses());
    }

    /** In a list stands something, a number is not left out by writing nothing, and nothing is said twice. */
    @Bean
    static JsonMapperBuilderCustomizer strictlyRead() {
        return mapper -> {
            mapper.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
            for (var many : new Class<?>[] {List.class, Set.class, Collection.class}) {
                mapper.withConfigOverride(
                        many, config -> config.setNullHandling(JsonSetter.Value.forContentNulls(Nulls.FAIL)));
            }
            for (var kind : List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean)) {
                mapper.withCoercionConfig(
                        kind,
                        config -> config.setAcceptBlankAsEmpty(true)
                                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
            }
        };
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
