package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.amparo.support.TestKeys;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

class StartupChecksUnitTests {

    private static final String CLIENT = "spring.security.oauth2.client.registration.amparo.";
    private static final String PROVIDER = "spring.security.oauth2.client.provider.amparo.issuer-uri";
    private static final String RESOURCES = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

    @Test
    void namesEverythingThatIsMissingAtOnce() {
        assertThat(StartupChecks.troubleIn(new MockEnvironment()))
                .extracting(trouble -> trouble.split(" ", -1)[0])
                .contains(
                        "AMPARO_ADDRESS",
                        "AMPARO_DATABASE_URL",
                        "AMPARO_DATABASE_USER",
                        "AMPARO_DATABASE_PASSWORD",
                        "AMPARO_DATABASE_OWNER_USER",
                        "AMPARO_DATABASE_OWNER_PASSWORD",
                        "AMPARO_IDENTITY_ISSUER",
                        "AMPARO_IDENTITY_CLIENT_ID",
                        "AMPARO_IDENTITY_CLIENT_SECRET",
                        "AMPARO_KEY_FILE",
                        "AMPARO_MAIL_HOST",
                        "AMPARO_MAIL_FROM");
    }

    @Test
    void isContentWithAWholeConfiguration() {
        assertThat(StartupChecks.troubleIn(whole())).isEmpty();
    }

    @Test
    void refusesToConnectAsTheOwner() {
        assertThat(StartupChecks.troubleIn(whole().withProperty("spring.datasource.username", "amparo")))
                .singleElement()
                .asString()
                .startsWith("AMPARO_DATABASE_USER must not be the owner");
    }

    @Test
    void refusesADatabaseOnAnotherMachineWithoutTls() {
        for (var address : new String[] {
            "jdbc:postgresql://database.example.org/amparo",
            "jdbc:postgresql://database.example.org:5432/amparo?sslmode=require",
            "jdbc:postgresql://database.example.org/amparo?ssl=true&sslmode=verify-ca",
            "jdbc:postgresql://localhost,database.example.org/amparo",
            "jdbc:postgresql://localhost.example.org/amparo?sslmode=prefer"
        }) {
            assertThat(StartupChecks.troubleIn(whole().withProperty("spring.datasource.url", address)))
                    .as(address)
                    .singleElement()
                    .asString()
                    .startsWith("AMPARO_DATABASE_URL must say sslmode=verify-full")
                    .contains("AMPARO_DATABASE_SAME_MACHINE=true");
        }
        assertThat(StartupChecks.troubleIn(
                        whole().withProperty("spring.flyway.url", "jdbc:postgresql://database.example.org/amparo")))
                .as("migrations")
                .hasSize(1);
    }

    @Test
    void takesADatabaseByTlsOrOnTheSameMachine() {
        for (var address : new String[] {
            "jdbc:postgresql://database.example.org/amparo?sslmode=verify-full",
            "jdbc:postgresql://localhost/amparo",
            "jdbc:postgresql://127.0.0.1:5433/amparo",
            "jdbc:postgresql://localhost,127.0.0.1:5433/amparo",
            "jdbc:postgresql://[::1]:5432/amparo"
        }) {
            assertThat(StartupChecks.troubleIn(whole().withProperty("spring.datasource.url", address)))
                    .as(address)
                    .isEmpty();
        }
        assertThat(StartupChecks.troubleIn(
                        whole().withProperty("spring.datasource.url", "jdbc:postgresql://database/amparo")
                                .withProperty("amparo.database.same-machine", "true")))
                .as("containers of one machine")
                .isEmpty();
    }

    @Test
    void refusesAnAddressThatIsNotPublic() {
        for (var address : new String[] {
            "http://amparo.example.org", "amparo.example.org", "https://amparo.example.org/x", "https://"
        }) {
            assertThat(StartupChecks.troubleIn(whole().withProperty("amparo.address", address)))
                    .as(address)
                    .singleElement()
                    .asString()
                    .startsWith("AMPARO_ADDRESS must");
        }
    }

    @Test
    void refusesAnIdentityProviderReachedInTheClear() {
        var environment = whole().withProperty(PROVIDER, "http://identity.example.org/realms/amparo")
                .withProperty(RESOURCES, "http://identity.example.org/realms/amparo");
        assertThat(StartupChecks.troubleIn(environment))
                .singleElement()
                .asString()
                .startsWith("AMPARO_IDENTITY_ISSUER must");
    }

    @Test
    void refusesTwoIdentityProviders() {
        assertThat(StartupChecks.troubleIn(whole().withProperty(RESOURCES, "https://elsewhere.example.org")))
                .singleElement()
                .asString()
                .contains("the same realm");
    }

    @Test
    void refusesACookieThatTravelsInTheClear() {
        assertThat(StartupChecks.troubleIn(whole().withProperty("server.servlet.session.cookie.secure", "false")))
                .singleElement()
                .asString()
                .startsWith("the session cookie");
        assertThat(StartupChecks.troubleIn(whole().withProperty("server.servlet.session.cookie.name", "SESSION")))
                .hasSize(1);
    }

    @Test
    void refusesAGuessableSecret() {
        assertThat(StartupChecks.troubleIn(whole().withProperty(CLIENT + "client-secret", "secret")))
                .singleElement()
                .asString()
                .startsWith("AMPARO_IDENTITY_CLIENT_SECRET must")
                .doesNotContain("\"secret\"");
    }

    @Test
    void refusesKeysThatAreNotThere() {
        assertThat(StartupChecks.troubleIn(whole().withProperty("amparo.key-file", "/nowhere/amparo.keys")))
                .singleElement()
                .asString()
                .contains("/nowhere/amparo.keys", "keys create", "keys restore");
    }

    @Test
    void refusesSessionsThatLastTooLong() {
        assertThat(StartupChecks.troubleIn(whole().withProperty("amparo.sessions.idle.steward", "2h")))
                .containsExactly("amparo.sessions.idle.steward must be between 5m and 30m");
        assertThat(StartupChecks.troubleIn(whole().withProperty("amparo.sessions.longest.provider", "7d")))
                .singleElement()
                .asString()
                .startsWith("amparo.sessions.longest.provider must");
        assertThat(StartupChecks.troubleIn(whole().withProperty("amparo.sessions.idle.steward", "soon")))
                .containsExactly("amparo.sessions.idle.steward could not be understood");
    }

    @Test
    void readsSettingsAsAnOperatorWritesThem() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-systemEnvironment",
                        Map.of(
                                "AMPARO_SESSIONS_IDLE_STEWARD", "2h",
                                "AMPARO_SIGN_IN_ACR", "",
                                "AMPARO_SIGN_IN_PASSKEY_ROLES", "steward",
                                "AMPARO_SIGN_IN_FRESH", "9h",
                                "AMPARO_LIMITS_HOURLY_SEARCH", "5",
                                "AMPARO_LIMITS_SIGN_INS", "5")));
        assertThat(StartupChecks.troubleIn(environment))
                .filteredOn(trouble -> trouble.matches("(amparo\\.(sessions|limits)|AMPARO_SIGN_IN).*"))
                .hasSize(6);
    }

    @Test
    void refusesTheTrainingBannerWhereCasesAreReal() {
        assertThat(StartupChecks.troubleIn(whole().withProperty("amparo.training-data", "true")))
                .hasSize(1);
    }

    private static MockEnvironment whole() {
        var environment = new MockEnvironment();
        Map.of(
                        "amparo.address",
                        "https://amparo.example.org",
                        "spring.datasource.url",
                        "jdbc:postgresql://database/amparo?sslmode=verify-full",
                        "spring.datasource.username",
                        "amparo_application",
                        "spring.datasource.password",
                        "x",
                        PROVIDER,
                        "https://identity.example.org/realms/amparo",
                        RESOURCES,
                        "https://identity.example.org/realms/amparo",
                        CLIENT + "client-id",
                        "amparo-web",
                        CLIENT + "client-secret",
                        "0123456789abcdef",
                        "spring.mail.host",
                        "mail",
                        "amparo.mail.from",
                        "amparo@example.org")
                .forEach(environment::setProperty);
        return environment
                .withProperty("amparo.key-file", TestKeys.make().toString())
                .withProperty("spring.flyway.user", "amparo")
                .withProperty("spring.flyway.password", "y")
                .withProperty("server.servlet.session.cookie.secure", "true")
                .withProperty("server.servlet.session.cookie.name", "__Host-amparo");
    }
}
