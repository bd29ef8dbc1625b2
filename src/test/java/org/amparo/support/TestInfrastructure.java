package org.amparo.support;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * PostgreSQL, a throwaway key file and an identity provider that is never called, for tests that start a part of the application. The token of a test is the
 * subject itself: {@code Authorization: Bearer volunteer}.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(TestDatabase.class)
public class TestInfrastructure {

    @Bean
    ClientRegistrationRepository clients() {
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId("amparo")
                .clientId("amparo-web")
                .clientSecret("none")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope("openid", "profile", "email")
                .authorizationUri("http://identity.test/authorize")
                .tokenUri("http://identity.test/token")
                .jwkSetUri("http://identity.test/keys")
                .userInfoUri("http://identity.test/me")
                .userNameAttributeName("sub")
                .build());
    }

    @Bean
    JwtDecoder tokens() {
        return token -> {
            if (!token.matches("[a-z-]{1,40}")) {
                throw new BadJwtException("not a test token");
            }
            return Jwt.withTokenValue(token)
                    .header("alg", "none")
                    .subject(token)
                    .issuedAt(Instant.now())
                    .expiresAt(Instant.now().plusSeconds(300))
                    .audience(List.of("amparo-api"))
                    .claim("email", token + "@example.org")
                    .claim("email_verified", true)
                    .claim("acr", "passkey")
                    .claim("auth_time", Instant.now().getEpochSecond())
                    .claim("realm_access", Map.of("roles", List.of("amparo-user")))
                    .build();
        };
    }
}
