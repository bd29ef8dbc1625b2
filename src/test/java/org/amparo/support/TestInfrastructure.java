package org.amparo.support;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.TestReach;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * PostgreSQL, a throwaway key file and an identity provider that is never called, for tests that start a part of the application. The token of a test is the
 * subject itself: {@code Authorization: Bearer volunteer}.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestInfrastructure {

    @Bean
    TestPostgres.Database testDatabase() {
        return TestPostgres.create();
    }

    /** Tests may do what Amparo itself may, except where they send a request. */
    @Bean
    static BeanPostProcessor reachOfTheTest(BeanFactory beans) {
        return TestReach.around(beans);
    }

    @Bean
    FlywayConnectionDetails migrations(TestPostgres.Database database) {
        return new FlywayConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.url();
            }

            @Override
            public String getUsername() {
                return database.owner();
            }

            @Override
            public String getPassword() {
                return database.ownerPassword();
            }
        };
    }

    @Bean
    JdbcConnectionDetails database(TestPostgres.Database database) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.url();
            }

            @Override
            public String getUsername() {
                return database.user();
            }

            @Override
            public String getPassword() {
                return database.password();
            }
        };
    }

    @Bean
    DynamicPropertyRegistrar keys() {
        var file = TestKeys.make();
        return settings -> {
            // Of this database alone: what is destroyed in one context must not take the keys of another.
            settings.add("amparo.key-file", file::toString);
            // Many contexts are kept at once, each with a pool of its own.
            settings.add("spring.datasource.hikari.minimum-idle", () -> 1);
            settings.add("spring.datasource.hikari.idle-timeout", () -> 10_000);
            // A module's context lacks the application's own scheduler, and would wait for the next night.
            settings.add("spring.task.scheduling.shutdown.await-termination", () -> false);
        };
    }

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
