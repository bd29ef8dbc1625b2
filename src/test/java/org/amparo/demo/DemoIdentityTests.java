package org.amparo.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

class DemoIdentityTests {

    private static final String APPLICATION = "http://localhost:1";
    private static final DemoPeople.DemoPerson PERSON = DemoPeople.everybody().getFirst();

    private static DemoMailbox mailbox;
    private static DemoIdentity identity;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() throws Exception {
        mailbox = DemoMailbox.open();
        identity = DemoIdentity.start(freePort(), APPLICATION, DemoPeople::everybody, mailbox);
    }

    private static int freePort() throws java.io.IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        identity.close();
        mailbox.close();
    }

    @Test
    void givesATokenForTheApiToWhoeverAsksWithOneCurl() throws Exception {
        var token = decoder().decode(get("/token/" + PERSON.username()).body());

        assertThat(token.getSubject()).isEqualTo(PERSON.subject());
        assertThat(token.getAudience()).containsExactly("amparo-api");
        assertThat(token.getClaims())
                .containsEntry("email", PERSON.email())
                .containsEntry("email_verified", true)
                .containsEntry("preferred_username", PERSON.username())
                .containsEntry("name", PERSON.name())
                .containsEntry("realm_access", Map.of("roles", List.of("amparo-user")))
                .containsKeys("acr", "auth_time", "sid", "azp");
    }

    @Test
    void saysWhoThereIsWhenSomebodyIsNotInTheDemo() throws Exception {
        assertThat(get("/token/nobody").statusCode()).isEqualTo(404);
        assertThat(get("/token/nobody").body()).contains(PERSON.username());
    }

    @Test
    void makesTokensThatAreRefused() {
        assertThatThrownBy(() -> decoder().decode(identity.token(PERSON, Duration.ofMinutes(5), "elsewhere")))
                .isInstanceOf(JwtException.class);
        assertThatThrownBy(() -> decoder().decode(identity.token(PERSON, Duration.ofMinutes(-5), "amparo-api")))
                .isInstanceOf(JwtException.class);
    }

    @Test
    void letsSomebodyInWithOneClickAndSendsThemBackWithACode() throws Exception {
        var page = get("/oauth2/authorize?response_type=code&client_id=amparo-web&scope=openid&state=s"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
                + "&redirect_uri=" + APPLICATION + "/login/oauth2/code/amparo");
        assertThat(page.headers().firstValue("Location")).hasValue(identity.issuer() + "/sign-in");
        var form = get("/sign-in").body();
        assertThat(form).contains(PERSON.name(), PERSON.organization().name());

        var csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(form);
        assertThat(csrf.find()).isTrue();
        var in = send(HttpRequest.newBuilder(URI.create(identity.issuer() + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + csrf.group(1) + "&username=" + PERSON.username()
                        + "&password=" + DemoPeople.PASSWORD))
                .build());
        var back = get(URI.create(in.headers().firstValue("Location").orElseThrow()));
        assertThat(back.headers().firstValue("Location"))
                .hasValueSatisfying(
                        address -> assertThat(address).startsWith(APPLICATION + "/login/oauth2/code/amparo?code="));
    }

    @Test
    void saysThatNameAndPasswordDoNotGoTogether() throws Exception {
        assertThat(get("/sign-in?error").body()).contains("do not go together");
    }

    @Test
    void showsTheMailTheDemoSent() throws Exception {
        assertThat(get("/mail").body()).contains("Nothing was sent yet");
    }

    private static JwtDecoder decoder() {
        var decoder = NimbusJwtDecoder.withIssuerLocation(identity.issuer()).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(identity.issuer()),
                new JwtClaimValidator<List<String>>("aud", audience -> audience.contains("amparo-api"))));
        return decoder;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(URI.create(identity.issuer() + path));
    }

    private HttpResponse<String> get(URI address) throws Exception {
        return send(
                HttpRequest.newBuilder(address).header("Accept", "text/html").build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return browser.send(request, BodyHandlers.ofString());
    }
}
