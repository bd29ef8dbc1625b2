package org.amparo;

import static org.springframework.http.HttpMethod.GET;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.amparo.membership.Directory;
import org.amparo.membership.Welcome;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Two doors. {@code /api/**} takes a bearer token and keeps no session; pages sign in at the identity provider and keep a session on the
 * server, so that no token ever reaches the browser. Behind both, membership says what the person may do.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
@EnableSpringHttpSession
@EnableConfigurationProperties({SessionSettings.class, SignInSettings.class, LimitSettings.class})
class SecurityConfiguration {

    /**
     * What a page may load and where its forms may lead. Signing out, and a form sent after the session ended, redirect to the identity
     * provider, which browsers hold to be an action of the form.
     */
    static String contentSecurityPolicy(String issuer) {
        var provider = UriComponentsBuilder.fromUriString(issuer)
                .replacePath(null)
                .replaceQuery(null)
                .build()
                .toUriString();
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                + ("form-action 'self' " + provider).strip()
                + "; base-uri 'none'; frame-ancestors 'none'";
    }

    /** Only somebody membership knows and lets in. */
    private static final AuthorizationManager<RequestAuthorizationContext> MEMBERS = (authentication, request) ->
            new AuthorizationDecision(authentication.get() instanceof MemberAuthentication);

    /** Remembers good tokens in front of whatever decoder there is. */
    @Bean
    static BeanPostProcessor rememberingTokens(ObjectProvider<Clock> clock) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JwtDecoder decoder ? new RememberedTokens(decoder, clock.getObject()) : bean;
            }
        };
    }

    @Bean
    static IdentityProvider identityProvider() {
        return new IdentityProvider();
    }

    /** The pages' client, at the realm the installation names; a test may have another. */
    @Bean
    @Lazy
    @Fallback
    static ClientRegistrationRepository clientsOfTheRealm(
            @Value("${spring.security.oauth2.client.provider.amparo.issuer-uri}") String issuer,
            @Value("${spring.security.oauth2.client.registration.amparo.client-id}") String client,
            @Value("${spring.security.oauth2.client.registration.amparo.client-secret}") String secret,
            @Value("${spring.security.oauth2.client.registration.amparo.scope}") List<String> scope,
            IdentityProvider provider) {
        return new InMemoryClientRegistrationRepository(provider.described(issuer)
                .registrationId("amparo")
                .clientId(client)
                .clientSecret(secret)
                .scope(scope)
                .build());
    }

    @Bean
    static JwkSetUriJwtDecoderBuilderCustomizer tokensOfTheApi(IdentityProvider provider) {
        return provider::read;
    }

    @Bean
    static HttpFirewall firewall() {
        return ReadableHeaders.firewall();
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http,
            Directory directory,
            ObjectProvider<Welcome> welcome,
            SignInSettings signIn,
            Clock clock,
            KeyedRequests keyed,
            SecurityProblems problems) {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers(GET, "/api/v1/openapi", "/api/v1/openapi.*")
                        .permitAll()
                        .anyRequest()
                        .access(MEMBERS))
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .bearerTokenResolver(new BearerTokens())
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                            @Override
                            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                                filter.setAuthenticationFailureHandler(problems::tokenRefused);
                                return filter;
                            }
                        }))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf ->
                        csrf.ignoringRequestMatchers("/api/**")) // a bearer token is no cookie: nothing rides along
                .requestCache(cache -> cache.disable())
                // Nothing of it is a page: whoever opens it as one sees text, in no frame, and nothing runs.
                .headers(headers -> headers.contentSecurityPolicy(
                                csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'; sandbox"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterBefore(new MembershipFilter(directory, welcome, signIn, clock), AuthorizationFilter.class)
                .addFilterAfter(new IdempotencyFilter(keyed, problems), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            Directory directory,
            ObjectProvider<Welcome> welcome,
            LogoutSuccessHandler goodbye,
            WebSessions sessions,
            SessionSettings settings,
            SignInSettings signIn,
            ClientRegistrationRepository clients,
            RequestCache saved,
            RateLimits limits,
            IdentityProvider provider,
            Clock clock,
            @Value("${amparo.identity.issuer:}") String issuer,
            SecurityProblems problems) {
        var htmx = new RequestHeaderRequestMatcher("HX-Request", "true");
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                GET,
                                "/assets/**",
                                "/favicon.ico",
                                "/privacy",
                                "/help",
                                "/signed-out",
                                "/calendar/*.ics",
                                "/actuator/health",
                                "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/error", "/language")
                        .permitAll()
                        .anyRequest()
                        .access(MEMBERS))
                .oauth2Login(login -> login.loginPage(
                                SignInRequests.ADDRESS) // so that the framework makes no page of its own
                        .authorizationEndpoint(
                                endpoint -> endpoint.authorizationRequestResolver(new SignInRequests(clients, signIn)))
                        .userInfoEndpoint(endpoint -> endpoint.oidcUserService(provider.people()))
                        .successHandler(new SignInSucceeded(saved, clock))
                        .failureHandler(problems::signInFailed))
                .requestCache(cache -> cache.requestCache(saved))
                .logout(logout -> logout.logoutSuccessHandler(goodbye)
                        .addLogoutHandler(new HeaderWriterLogoutHandler(
                                new ClearSiteDataHeaderWriter(Directive.CACHE, Directive.STORAGE)))
                        .deleteCookies("__Host-amparo", "amparo", "__Host-amparo-key", "amparo-key"))
                .exceptionHandling(handling -> handling
                        // A fragment can't follow a redirect to another origin: the page's script tells the person
                        // instead.
                        .defaultAuthenticationEntryPointFor(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), htmx)
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint(SignInRequests.ADDRESS),
                                AnyRequestMatcher.INSTANCE)
                        .accessDeniedHandler(problems))
                .headers(headers -> headers.contentSecurityPolicy(
                                csp -> csp.policyDirectives(contentSecurityPolicy(issuer)))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions -> permissions.policy(
                                "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"))
                        .frameOptions(frames -> frames.deny()))
                .addFilterBefore(new MembershipFilter(directory, welcome, signIn, clock), AuthorizationFilter.class)
                .addFilterBefore(new SessionGuard(settings, clock), AuthorizationFilter.class)
                .addFilterAfter(new BackChannelLogout(sessions, clients, provider, clock), HeaderWriterFilter.class)
                .addFilterBefore(new SignInLimits(limits), OAuth2AuthorizationRequestRedirectFilter.class)
                .build();
    }

    /**
     * The cookie that carries the ticket: {@code __Host-} makes browsers refuse it unless it is secure, for this host alone and set by this
     * host alone. {@link StartupChecks} hold an installation to that.
     */
    @Bean
    CookieSerializer cookie(
            @Value("${server.servlet.session.cookie.name}") String name,
            @Value("${server.servlet.session.cookie.secure}") boolean secure) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(name);
        cookie.setUseSecureCookie(secure);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setCookiePath("/");
        cookie.setSameSite("Lax"); // the way back from the identity provider is a link from another site
        return cookie;
    }

    /** Where somebody was going who has to sign in first: an address, never what a form held. */
    @Bean
    @SuppressWarnings("NullAway") // no parameter is asked for by none, which the class does not say
    RequestCache whereToGo() {
        var saved = new HttpSessionRequestCache();
        saved.setMatchingRequestParameterName(null);
        saved.setRequestMatcher(request -> request.getMethod().equals("GET")
                && request.getHeader("HX-Request") == null
                && !request.getRequestURI().endsWith("/session")
                && !request.getRequestURI().contains("/assets/"));
        return saved;
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(IdentityProvider provider, Clock clock) {
        var readers = new ConcurrentHashMap<String, JwtDecoder>();
        return client -> readers.computeIfAbsent(
                client.getRegistrationId(), id -> provider.reader(client, whatIdTokensMustBe(client, clock)));
    }

    /** For this client, of its provider, of now; and its owner has just proven who they are. */
    static OAuth2TokenValidator<Jwt> whatIdTokensMustBe(ClientRegistration client, Clock clock) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new OidcIdTokenValidator(client), new ProvenNow(clock));
    }

    /** Signs out at the identity provider as well. */
    @Bean
    LogoutSuccessHandler goodbye(ClientRegistrationRepository clients) {
        var goodbye = new OidcClientInitiatedLogoutSuccessHandler(clients);
        goodbye.setPostLogoutRedirectUri("{baseUrl}/signed-out");
        return goodbye;
    }

    /** Nothing is ever asked of the identity provider in somebody's name, so what would allow it is not kept. */
    @Bean
    OAuth2AuthorizedClientRepository droppedTokens() {
        return new DroppedTokens();
    }
}
