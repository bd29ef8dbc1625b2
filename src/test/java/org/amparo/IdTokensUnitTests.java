package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.Jwt;

class IdTokensUnitTests {

    private static final String ISSUER = "https://identity.example/realms/amparo";

    private final Instant now = Instant.now();

    @Test
    void isForThisClientOfItsProviderAndOfNow() {
        assertThat(accepts(token -> {})).isTrue();
        assertThat(accepts(token -> token.audience(List.of("amparo-cli")))).isFalse();
        assertThat(accepts(token -> token.audience(List.of("amparo-web", "amparo-cli"))))
                .as("for two, and not saying who asked")
                .isFalse();
        assertThat(accepts(token -> token.claim("azp", "amparo-cli"))).isFalse();
        assertThat(accepts(token -> token.issuer("https://elsewhere.example/realms/amparo")))
                .isFalse();
        assertThat(accepts(token -> token.issuedAt(now.minusSeconds(7200)).expiresAt(now.minusSeconds(3600))))
                .isFalse();
        assertThat(accepts(token -> token.claim("auth_time", now.minusSeconds(3600))))
                .isFalse();
    }

    private boolean accepts(Consumer<Jwt.Builder> change) {
        var client = ClientRegistration.withRegistrationId("amparo")
                .clientId("amparo-web")
                .clientSecret("none")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope("openid")
                .issuerUri(ISSUER)
                .authorizationUri(ISSUER + "/authorize")
                .tokenUri(ISSUER + "/token")
                .build();
        var token = Jwt.withTokenValue("t")
                .header("alg", "RS256")
                .subject("somebody")
                .issuer(ISSUER)
                .audience(List.of("amparo-web"))
                .issuedAt(now)
                .expiresAt(now.plusSeconds(60))
                .claim("auth_time", now);
        change.accept(token);
        return !SecurityConfiguration.whatIdTokensMustBe(client, Clock.systemUTC())
                .validate(token.build())
                .hasErrors();
    }
}
