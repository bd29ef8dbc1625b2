package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.membership.Agreement;
import org.amparo.membership.EnrolMember;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.OrganizationKind;
import org.amparo.membership.OrganizationSheet;
import org.amparo.membership.RegisterOrganization;
import org.amparo.membership.Role;
import org.amparo.membership.SuspensionReason;
import org.amparo.support.Browsers;
import org.amparo.support.KeycloakServer;
import org.amparo.support.TestKeys;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People sign in at the real Keycloak, with a real browser and with tokens; membership has the last word. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInKeycloakTests {

    private static final int PORT = freePort();
    private static final String ADDRESS = "http://localhost:" + PORT;
    private static final String PASSWORD = "a passphrase of this test";
    private static final KeycloakServer KEYCLOAK = KeycloakServer.running();

    private final HttpClient http = HttpClient.newHttpClient();
    private Browsers browsers;
    private BrowserContext window;
    private Page page;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        var database = TestPostgres.create();
        settings.add("server.port", () -> PORT);
        settings.add("amparo.address", () -> ADDRESS);
        settings.add("amparo.database.url", database::url);
        settings.add("amparo.database.user", database::user);
        settings.add("amparo.database.password", database::password);
        settings.add("amparo.key-file", () -> TestKeys.file().toString());
        settings.add("amparo.identity.issuer", KEYCLOAK::issuer);
        settings.add("amparo.identity.client-secret", KEYCLOAK::clientSecret);
        settings.add("amparo.mail.host", () -> "localhost");
        settings.add("amparo.mail.from", () -> "amparo@example.org");
        settings.add("amparo.first-steward.organization", () -> "Coalition of this test");
        settings.add("amparo.first-steward.name", () -> "Stella Steward");
        settings.add("amparo.first-steward.email", () -> "stella@coalition.example");
    }

    @BeforeAll
    void givenPeople(@Autowired MembershipDesk membership, @Autowired Clock clock) {
        KEYCLOAK.serve(ADDRESS);
        KEYCLOAK.person("vera", "vera@hotline.example", "Vera Volunteer", PASSWORD);
        KEYCLOAK.person("stella", "stella@coalition.example", "Stella Steward", PASSWORD);
        KEYCLOAK.person("sid", "sid@suspended.example", "Sid Suspended", PASSWORD);
        KEYCLOAK.person("uma", "uma@nowhere.example", "Uma Unknown", PASSWORD);
        KEYCLOAK.stranger("greta", "greta@hotline.example", "Greta Gateless", PASSWORD);
        var today = LocalDate.now(clock.withZone(ZoneId.of("America/Los_Angeles")));
        var hotline = register(membership, "Hotline of this test", OrganizationKind.HOTLINE, today);
        enrol(membership, hotline, "Vera Volunteer", "vera@hotline.example", Role.VOLUNTEER);
        enrol(membership, hotline, "Greta Gateless", "greta@hotline.example", Role.VOLUNTEER);
        var suspended = register(membership, "Suspended provider of this test", OrganizationKind.PROVIDER, today);
        enrol(membership, suspended, "Sid Suspended", "sid@suspended.example", Role.PROVIDER);
        membership.suspend(
                suspended.id(),
                membership.organization(suspended.id()).version(),
                SuspensionReason.OTHER,
                Actor.system());
        browsers = Browsers.open();
    }

    @AfterAll
    void closeBrowser() {
        if (browsers != null) {
            browsers.close();
        }
    }

    @BeforeEach
    void openWindow() {
        window = browsers.chromium().newContext();
        page = window.newPage();
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    @Test
    void signsInAndOut() {
        signIn("vera");
        assertThat(page.url()).startsWith(ADDRESS);
        assertThat(page.locator("header").innerText()).contains("Vera Volunteer", "Hotline of this test");
        assertThat(window.cookies())
                .filteredOn(cookie -> cookie.name.equals("amparo"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie.httpOnly).isTrue());

        page.click("form[action$='/logout'] button");
        page.waitForURL(ADDRESS + "/signed-out");

        page.navigate(ADDRESS + "/");
        assertThat(page.url()).as("Keycloak asks again").startsWith(KEYCLOAK.issuer());
    }

    @Test
    void letsTheFirstStewardIn() {
        signIn("stella");
        page.navigate(ADDRESS + "/events");
        assertThat(page.locator("h1").innerText()).isEqualTo("Events waiting");
    }

    @Test
    void endsTheSessionWhenItEndsAtKeycloak() {
        signIn("vera");
        KEYCLOAK.signOut("vera");
        page.navigate(ADDRESS + "/");
        assertThat(page.url()).startsWith(KEYCLOAK.issuer());
    }

    @Test
    void tellsSomebodyMembershipDoesNotKnowThatTheyHaveNoAccess() {
        signIn("uma");
        assertThat(page.locator("h1").innerText()).isEqualTo("You may not use Amparo at the moment");
    }

    @Test
    void tellsAPersonOfASuspendedOrganizationThatTheyHaveNoAccess() {
        signIn("sid");
        assertThat(page.locator("h1").innerText()).isEqualTo("You may not use Amparo at the moment");
    }

    @Test
    void takesATokenMeantForTheApi() throws Exception {
        var me = api(KEYCLOAK.token("vera", PASSWORD, "amparo-api"));
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).contains("Vera Volunteer");
    }

    @Test
    void refusesATokenMeantForSomebodyElse() throws Exception {
        refused(401, "sign-in-required", KEYCLOAK.token("vera", PASSWORD));
    }

    @Test
    void refusesATokenThatWasTamperedWith() throws Exception {
        var parts = KEYCLOAK.token("vera", PASSWORD, "amparo-api").split("\\.", -1);
        var other = KEYCLOAK.token("stella", PASSWORD, "amparo-api").split("\\.", -1);
        refused(401, "sign-in-required", parts[0] + "." + other[1] + "." + parts[2]);
        refused(401, "sign-in-required", "garbage");
    }

    @Test
    void refusesATokenOfSomebodyMembershipDoesNotKnow() throws Exception {
        refused(403, "no-access", KEYCLOAK.token("uma", PASSWORD, "amparo-api"));
    }

    @Test
    void refusesATokenWithoutTheRoleThatOpensTheGate() throws Exception {
        refused(403, "no-access", KEYCLOAK.token("greta", PASSWORD, "amparo-api"));
    }

    @Test
    void refusesATokenOfASuspendedOrganization() throws Exception {
        refused(403, "no-access", KEYCLOAK.token("sid", PASSWORD, "amparo-api"));
    }

    private void signIn(String username) {
        page.navigate(ADDRESS + "/");
        assertThat(page.url()).startsWith(KEYCLOAK.issuer());
        page.fill("#username", username);
        page.fill("#password", PASSWORD);
        page.click("#kc-login");
        page.waitForURL(ADDRESS + "/**");
    }

    private void refused(int status, String problem, String token) throws Exception {
        var answer = api(token);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:amparo:problem:" + problem);
    }

    private HttpResponse<String> api(String token) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(ADDRESS + "/api/v1/me"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    private static OrganizationSheet register(
            MembershipDesk membership, String name, OrganizationKind kind, LocalDate signedOn) {
        return membership.register(
                new RegisterOrganization(name, kind, new Agreement(signedOn, "A signatory", "A document", null)),
                Actor.system());
    }

    private static void enrol(
            MembershipDesk membership, OrganizationSheet organization, String name, String email, Role role) {
        membership.enrol(new EnrolMember(organization.id(), name, email, "en", Set.of(role)), Actor.system());
    }

    private static int freePort() {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }
}
