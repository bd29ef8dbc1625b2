package org.amparo.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.amparo.demo.DemoPeople.DemoPerson;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A small OpenID provider for trying Amparo out and for tests: its own web server on its own port, people signing in with one click,
 * tokens of the shape Keycloak issues for the realm in {@code deploy/keycloak}. Also shows the {@link DemoMailbox}.
 *
 * <p>None of its beans is found by the application's scan: this class carries no stereotype and is started by hand.
 */
public final class DemoIdentity implements AutoCloseable {

    static final String CLIENT = "amparo-web";
    private static final String AUDIENCE = "amparo-api";
    private static final String ROLE = "amparo-user";
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);
    private static final Duration DEMO_TOKEN_LIFE = Duration.ofHours(12);

    private final ServletWebServerApplicationContext context;
    private final Setup setup;

    private DemoIdentity(ServletWebServerApplicationContext context, Setup setup) {
        this.context = context;
        this.setup = setup;
    }

    /**
     * @param port where to listen; must be free
     * @param application the address of the application people sign in to, without a slash at its end
     * @param people whoever may sign in, asked at each sign-in
     */
    public static DemoIdentity start(
            int port, String application, Supplier<? extends Collection<DemoPerson>> people, DemoMailbox mailbox) {
        var setup = new Setup(
                "http://localhost:" + port, application, UUID.randomUUID().toString(), key(), people, mailbox);
        ApplicationContextInitializer<GenericApplicationContext> given =
                context -> context.registerBean(Setup.class, () -> setup);
        var context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Provider.class)
                .web(WebApplicationType.SERVLET)
                .initializers(given)
                .properties(Map.of(
                        "spring.config.name", "demo-identity", // none: the application's own settings stay out
                        "spring.main.banner-mode", "off",
                        "spring.main.log-startup-info", "false",
                        "spring.jmx.enabled", "false",
                        "server.port", port,
                        "server.servlet.session.cookie.name", "demo-identity",
                        "server.servlet.session.cookie.same-site", "lax",
                        "spring.thymeleaf.prefix", "classpath:/demo/",
                        "spring.web.resources.static-locations", "classpath:/demo/static/"))
                .registerShutdownHook(false)
                .run();
        return new DemoIdentity(context, setup);
    }

    public String issuer() {
        return setup.issuer();
    }

    public String clientId() {
        return CLIENT;
    }

    public String clientSecret() {
        return setup.clientSecret();
    }

    /** A bearer token for the API, as the person would get one. */
    public String token(DemoPerson person) {
        return setup.token(person, DEMO_TOKEN_LIFE, AUDIENCE);
    }

    /** A bearer token that is wrong in one respect, for tests that show it is refused. */
    public String token(DemoPerson person, Duration life, String audience) {
        return setup.token(person, life, audience);
    }

    @Override
    public void close() {
        context.close();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    record Setup(
            String issuer,
            String application,
            String clientSecret,
            RSAKey key,
            Supplier<? extends Collection<DemoPerson>> people,
            DemoMailbox mailbox) {

        Optional<DemoPerson> called(String username) {
            return people.get().stream()
                    .filter(person -> person.username().equals(username))
                    .findFirst();
        }

        Optional<DemoPerson> withSubject(String subject) {
            return people.get().stream()
                    .filter(person -> person.subject().equals(subject))
                    .findFirst();
        }

        String token(DemoPerson person, Duration life, String audience) {
            var now = Instant.now(Clock.systemUTC());
            var claims = JwtClaimsSet.builder()
                    .issuer(issuer)
                    .subject(person.subject())
                    .audience(List.of(audience))
                    .issuedAt(life.isNegative() ? now.plus(life).minusSeconds(60) : now)
                    .expiresAt(now.plus(life))
                    .id(UUID.randomUUID().toString())
                    .claim("azp", "amparo-cli")
                    .claim("typ", "Bearer")
                    .claim("auth_time", now.getEpochSecond())
                    .claim("sid", UUID.randomUUID().toString())
                    .claims(all -> all.putAll(claimsOf(person)))
                    .build();
            var header = JwsHeader.with(SignatureAlgorithm.RS256)
                    .keyId(key.getKeyID())
                    .type("JWT")
                    .build();
            return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)))
                    .encode(JwtEncoderParameters.from(header, claims))
                    .getTokenValue();
        }

        static Map<String, Object> claimsOf(DemoPerson person) {
            return Map.of(
                    "preferred_username", person.username(),
                    "name", person.name(),
                    "email", person.email(),
                    "email_verified", true,
                    "locale", person.language(),
                    "acr", "passkey",
                    "realm_access", Map.of("roles", List.of(ROLE)));
        }
    }

    /** Beans of the provider's own context. */
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpEncodingAutoConfiguration.class,
        ThymeleafAutoConfiguration.class,
        SecurityAutoConfiguration.class,
        ServletWebSecurityAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class
    })
    static class Provider {

        @Bean
        @Order(1)
        SecurityFilterChain protocol(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> {
                        http.securityMatcher(server.getEndpointsMatcher());
                        server.oidc(Customizer.withDefaults());
                    })
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .exceptionHandling(handling ->
                            handling.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/sign-in")))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain pages(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .formLogin(form -> form.loginPage("/sign-in"))
                    .headers(
                            headers -> headers.contentSecurityPolicy(
                                    csp -> csp.policyDirectives(
                                            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'")))
                    .build();
        }

        @Bean
        UserDetailsService people(Setup setup) {
            return username -> setup.called(username)
                    .map(person -> User.withUsername(person.subject())
                            .password("{noop}" + DemoPeople.PASSWORD)
                            .roles("PERSON")
                            .build())
                    .orElseThrow(() -> new UsernameNotFoundException("nobody of that name"));
        }

        @Bean
        RegisteredClientRepository clients(Setup setup) {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId(CLIENT)
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + setup.clientSecret())
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(setup.application() + "/login/oauth2/code/amparo")
                    .postLogoutRedirectUri(setup.application() + "/signed-out")
                    .scope(OidcScopes.OPENID)
                    .scope(OidcScopes.PROFILE)
                    .scope(OidcScopes.EMAIL)
                    .clientSettings(ClientSettings.builder()
                            .requireProofKey(true)
                            .requireAuthorizationConsent(false)
                            .build())
                    .tokenSettings(TokenSettings.builder()
                            .accessTokenTimeToLive(TOKEN_LIFE)
                            .build())
                    .build());
        }

        @Bean
        AuthorizationServerSettings serverSettings(Setup setup) {
            return AuthorizationServerSettings.builder().issuer(setup.issuer()).build();
        }

        @Bean
        JWKSource<SecurityContext> keys(Setup setup) {
            return new ImmutableJWKSet<>(new JWKSet(setup.key()));
        }

        @Bean
        JwtDecoder ownTokens(JWKSource<SecurityContext> keys) {
            return NimbusJwtDecoder.withJwkSource(keys).build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> keycloakShape(Setup setup) {
            return context -> {
                var person = setup.withSubject(context.getPrincipal().getName()).orElseThrow();
                var claims = context.getClaims();
                claims.claims(all -> all.putAll(Setup.claimsOf(person)));
                // One click proves it here, and so does coming back: trying things out asks for nothing twice.
                claims.claim("auth_time", Instant.now(Clock.systemUTC()).getEpochSecond());
                if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                    claims.audience(List.of(AUDIENCE)).claim("azp", CLIENT).claim("typ", "Bearer");
                }
            };
        }

        @Bean
        RouterFunction<ServerResponse> routes(Setup setup) {
            return RouterFunctions.route()
                    .GET(
                            "/",
                            request -> ServerResponse.permanentRedirect(java.net.URI.create(setup.application() + "/"))
                                    .build())
                    .GET(
                            "/sign-in",
                            request -> ServerResponse.ok()
                                    .contentType(MediaType.TEXT_HTML)
                                    .render(
                                            "sign-in",
                                            Map.of(
                                                    "people", setup.people().get(),
                                                    "password", DemoPeople.PASSWORD,
                                                    "failed",
                                                            request.param("error")
                                                                    .isPresent(),
                                                    "csrf",
                                                            csrf(request.attribute(CsrfToken.class.getName())
                                                                    .orElse(null)))))
                    .GET(
                            "/mail",
                            request -> ServerResponse.ok()
                                    .contentType(MediaType.TEXT_HTML)
                                    .header("Cache-Control", "no-store")
                                    .render(
                                            "mail",
                                            Map.of(
                                                    "mails",
                                                    setup.mailbox().mails(),
                                                    "application",
                                                    setup.application())))
                    .GET(
                            "/token/{username}",
                            request -> setup.called(request.pathVariable("username"))
                                    .map(person -> ServerResponse.ok()
                                            .contentType(MediaType.TEXT_PLAIN)
                                            .header("Cache-Control", "no-store")
                                            .body(setup.token(person, DEMO_TOKEN_LIFE, AUDIENCE)))
                                    .orElseGet(() -> ServerResponse.status(404)
                                            .contentType(MediaType.TEXT_PLAIN)
                                            .body("Nobody of that name is in the demo. Names: "
                                                    + String.join(
                                                            ", ",
                                                            setup.people().get().stream()
                                                                    .map(DemoPerson::username)
                                                                    .toList())
                                                    + "\n")))
                    .build();
        }

        private static CsrfToken csrf(@Nullable Object token) {
            if (token instanceof CsrfToken csrf) {
                return csrf;
            }
            throw new IllegalStateException("no token against forged requests");
        }
    }
}
