package org.amparo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends sessions here when they end at the identity provider (OpenID Connect Back-Channel Logout 1.0). The session table is the only list of
 * who is signed in, so this works on whichever node is told. A token made for anything else ends nothing: it must call itself a logout token,
 * be of now, and carry no nonce.
 */
final class BackChannelLogout extends OncePerRequestFilter {

    static final String ADDRESS = "/logout/connect/back-channel/amparo";

    private static final String TYPE = "logout+jwt";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration LONGEST_WAY = Duration.ofMinutes(3);

    private final WebSessions sessions;
    private final ClientRegistrationRepository clients;
    private final IdentityProvider provider;
    private final Clock clock;

    private volatile @Nullable JwtDecoder tokens;

    BackChannelLogout(
            WebSessions sessions, ClientRegistrationRepository clients, IdentityProvider provider, Clock clock) {
        this.sessions = sessions;
        this.clients = clients;
        this.provider = provider;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !request.getRequestURI().equals(request.getContextPath() + ADDRESS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        var token = request.getParameter("logout_token");
        try {
            if (token == null || token.isEmpty()) {
                throw new JwtException("none was sent");
            }
            end(tokens().decode(token));
        } catch (JwtException refused) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
    }

    /** A token without a session id ends all sessions of its subject; a realm of ours always names the subject. */
    private void end(Jwt ended) {
        var subject = Objects.requireNonNull(ended.getSubject(), "what a logout token must say");
        var session = ended.getClaimAsString("sid");
        if (session == null) {
            sessions.end(subject);
        } else {
            sessions.end(subject, session);
        }
    }

    private JwtDecoder tokens() {
        var known = tokens;
        if (known == null) {
            var client = clients.findByRegistrationId("amparo");
            var issuer = client == null ? null : client.getProviderDetails().getIssuerUri();
            if (client == null || issuer == null) {
                throw new JwtException("nobody is known who could have signed it");
            }
            known = provider.reader(client, whatLogoutTokensMustBe(client.getClientId(), issuer));
            tokens = known;
        }
        return known;
    }

    private OAuth2TokenValidator<Jwt> whatLogoutTokensMustBe(String client, String issuer) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTypeValidator(TYPE),
                new JwtTimestampValidator(),
                new JwtIssuerValidator(issuer),
                must(
                        "aud",
                        token -> token.getAudience() != null
                                && token.getAudience().contains(client)),
                must(
                        "iat",
                        token -> token.getIssuedAt() != null
                                && token.getIssuedAt().isAfter(clock.instant().minus(LONGEST_WAY))),
                must("jti", token -> token.getId() != null),
                must("sub", token -> token.getSubject() != null),
                must("nonce", token -> !token.hasClaim("nonce")),
                must(
                        "events",
                        token -> token.getClaim("events") instanceof Map<?, ?> told
                                && told.get(EVENT) instanceof Map<?, ?>));
    }

    private static OAuth2TokenValidator<Jwt> must(String claim, Predicate<Jwt> hold) {
        var failure = OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "wrong " + claim, null));
        return token -> hold.test(token) ? OAuth2TokenValidatorResult.success() : failure;
    }
}
