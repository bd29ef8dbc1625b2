package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the identity provider an installation is delivered with holds people and programs to. */
class RealmUnitTests {

    private final JsonNode realm = JsonMapper.shared()
            .readTree(Path.of("deploy", "keycloak", "amparo-realm.json").toFile());

    @Test
    void asksForLongPasswordsOfAnyKind() {
        var policy = realm.path("passwordPolicy").asString("");

        assertThat(number("length\\((\\d+)\\)", policy)).isGreaterThanOrEqualTo(12);
        assertThat(number("maxLength\\((\\d+)\\)", policy)).isGreaterThanOrEqualTo(64);
        assertThat(policy)
                .contains("notUsername", "notEmail", "passwordBlacklist(amparo.txt)")
                .doesNotContain("upperCase", "lowerCase", "digits", "specialChars", "forceExpiredPasswordChange");
    }

    @Test
    void slowsDownWhoGuessesAndLocksNobodyOutForEver() {
        assertThat(realm.path("bruteForceProtected").asBoolean(false)).isTrue();
        assertThat(realm.path("permanentLockout").asBoolean(true)).isFalse();
        assertThat(realm.path("failureFactor").asInt(99)).isLessThanOrEqualTo(10);
        assertThat(realm.path("maxFailureWaitSeconds").asInt(0)).isBetween(60, 3600);
    }

    @Test
    void letsNobodyRegisterAndWritesDownSignIns() {
        assertThat(realm.has("users")).isFalse();
        assertThat(realm.path("registrationAllowed").asBoolean(true)).isFalse();
        assertThat(realm.path("rememberMe").asBoolean(true)).isFalse();
        assertThat(realm.path("verifyEmail").asBoolean(false)).isTrue();
        assertThat(realm.path("eventsEnabled").asBoolean(false)).isTrue();
        assertThat(realm.path("adminEventsEnabled").asBoolean(false)).isTrue();
    }

    @Test
    void givesShortLivesToCodesAndTokensAndTakesNothingTwice() {
        assertThat(realm.path("accessCodeLifespan").asInt(9999)).isLessThanOrEqualTo(60);
        assertThat(realm.path("accessTokenLifespan").asInt(9999)).isLessThanOrEqualTo(300);
        assertThat(realm.path("actionTokenGeneratedByUserLifespan").asInt(9999)).isLessThanOrEqualTo(600);
        assertThat(realm.path("revokeRefreshToken").asBoolean(false)).isTrue();
        assertThat(realm.path("refreshTokenMaxReuse").asInt(9)).isZero();
        assertThat(realm.path("ssoSessionMaxLifespan").asInt(999_999)).isLessThanOrEqualTo(36_000);
        assertThat(realm.path("offlineSessionMaxLifespanEnabled").asBoolean(false))
                .isTrue();
    }

    @Test
    void letsEachProgramAskInOneWayOnly() {
        for (var client : clients()) {
            var name = client.path("clientId").asString("");
            assertThat(client.path("implicitFlowEnabled").asBoolean(false))
                    .as(name)
                    .isFalse();
            assertThat(client.path("directAccessGrantsEnabled").asBoolean(true))
                    .as(name)
                    .isFalse();
            assertThat(client.path("serviceAccountsEnabled").asBoolean(true))
                    .as(name)
                    .isFalse();
            assertThat(client.path("fullScopeAllowed").asBoolean(true)).as(name).isFalse();
            if (client.path("standardFlowEnabled").asBoolean(true)) {
                assertThat(client.path("attributes")
                                .path("pkce.code.challenge.method")
                                .asString(""))
                        .as(name)
                        .isEqualTo("S256");
            }
        }
    }

    @Test
    void bringsThePagesBackToOneAddressAndHoldsThemToTheirSecret() {
        var pages = clients().stream()
                .filter(client -> client.path("clientId").asString("").equals("amparo-web"))
                .findFirst()
                .orElseThrow();

        assertThat(pages.path("redirectUris").size()).isOne();
        assertThat(pages.path("redirectUris").path(0).asString("")).doesNotContain("*");
        assertThat(pages.path("webOrigins").size()).isZero();
        assertThat(pages.path("publicClient").asBoolean(true)).isFalse();
        assertThat(pages.path("clientAuthenticatorType").asString("")).isEqualTo("client-secret");
        assertThat(pages.path("defaultClientScopes").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("basic", "acr", "profile", "email", "roles");
        assertThat(pages.path("optionalClientScopes").size()).isZero();
    }

    @Test
    void bringsProgramsBackToOneAddressEach() {
        for (var client : clients()) {
            var name = client.path("clientId").asString("");
            assertThat(client.path("redirectUris").size()).as(name).isEqualTo(name.equals("amparo-api") ? 0 : 1);
            client.path("redirectUris")
                    .valueStream()
                    .forEach(
                            address -> assertThat(address.asString("")).as(name).doesNotContain("*"));
        }
    }

    private List<JsonNode> clients() {
        var clients = realm.path("clients");
        return IntStream.range(0, clients.size()).mapToObj(clients::path).toList();
    }

    private static int number(String pattern, String text) {
        var found = java.util.regex.Pattern.compile("(?:^|\\W)" + pattern).matcher(text);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }
}
