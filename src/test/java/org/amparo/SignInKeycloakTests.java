package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Reach;
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
import org.amparo.support.OneTimeCodes;
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
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private OneTimeCodes veras;
    private Browsers browsers;
    private BrowserContext window;
    private Page page;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        var database = TestPostgres.create();
        var keys = TestKeys.make();
        settings.add("server.port", () -> PORT);
        // As in production: browsers hold a page of this machine to be as safe as one with TLS.
        settings.add("server.servlet.session.cookie.name", () -> "__Host-amparo");
        settings.add("server.servlet.session.cookie.secure", () -> true);
        settings.add("amparo.address", () -> ADDRESS);
        settings.add("amparo.database.url", database::url);
        settings.add("amparo.database.user", database::user);
        settings.add("amparo.database.password", database::password);
        settings.add("amparo.database.owner.user", database::owner);
        settings.add("amparo.database.owner.password", database::ownerPassword);
        settings.add("amparo.key-file", keys::toString);
        settings.add("amparo.identity.issuer", KEYCLOAK::issuer);
        settings.add("amparo.identity.client-secret", KEYCLOAK::clientSecret);
        settings.add("amparo.mail.host", () -> "localhost");
        settings.add("amparo.mail.from", () -> "amparo@example.org");
        settings.add("amparo.first-steward.organization", () -> "Coalition of this test");
        settings.add("amparo.first-steward.name", () -> "Stella Steward");
        settings.add("amparo.first-steward.email", () -> "stella@coalition.example");
    }

    @BeforeAll
    void givenPeople(@Autowired MembershipDesk membership, @Autowired Clock clock, @Autowired Reach reach) {
        KEYCLOAK.serve(ADDRESS);
        veras = KEYCLOAK.personWithCodes("vera", "vera@hotline.example", "Vera Volunteer", PASSWORD);
        KEYCLOAK.personWithoutPasskey("nina", "nina@hotline.example", "Nina Newcomer", PASSWORD);
        KEYCLOAK.person("stella", "stella@coalition.example", "Stella Steward", PASSWORD);
        KEYCLOAK.person("sid", "sid@suspended.example", "Sid Suspended", PASSWORD);
        KEYCLOAK.person("uma", "uma@nowhere.example", "Uma Unknown", PASSWORD);
        KEYCLOAK.person("vito", "vito@hotline.example", "Vito Volunteer", PASSWORD);
        KEYCLOAK.stranger("petra", "petra@hotline.example", "Petra Passwords", PASSWORD);
        KEYCLOAK.stranger("greta", "greta@hotline.example", "Greta Gateless", PASSWORD);
        reach.ofAmparo(() -> enrolPeople(membership, LocalDate.now(clock.withZone(ZoneId.of("America/Los_Angeles")))));
        browsers = Browsers.open();
    }

    private static void enrolPeople(MembershipDesk membership, LocalDate today) {
        var hotline = register(membership, "Hotline of this test", OrganizationKind.HOTLINE, today);
        enrol(membership, hotline, "Vera Volunteer", "vera@hotline.example", Role.VOLUNTEER);
        enrol(membership, hotline, "Nina Newcomer", "nina@hotline.example", Role.VOLUNTEER);
        enrol(membership, hotline, "Vito Volunteer", "vito@hotline.example", Role.VOLUNTEER);
        enrol(membership, hotline, "Greta Gateless", "greta@hotline.example", Role.VOLUNTEER);
        var suspended = register(membership, "Suspended provider of this test", OrganizationKind.PROVIDER, today);
        enrol(membership, suspended, "Sid Suspended", "sid@suspended.example", Role.PROVIDER);
        membership.suspend(
                suspended.id(),
                membership.organization(suspended.id()).version(),
                SuspensionReason.OTHER,
                Actor.system());
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
        window.setDefaultTimeout(
                60_000); // Keycloak's first pages take long on a machine that does other things as well
        page = window.newPage();
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    @Test
    void signsInAndOut() {
        signIn("vera");
        assertThat(page.content()).contains("data-session-idle=\"1800\"");
        assertThat(page.url()).startsWith(ADDRESS);
        assertThat(page.locator("header").innerText()).contains("Vera Volunteer", "Hotline of this test");
        assertThat(window.cookies())
                .filteredOn(cookie -> cookie.name.equals("__Host-amparo"))
                .singleElement()
                .satisfies(cookie -> {
                    assertThat(cookie.httpOnly).isTrue();
                    assertThat(cookie.secure).isTrue();
                    assertThat(cookie.path).isEqualTo("/");
                    assertThat(cookie.domain).as("no Domain").isEqualTo("localhost");
                });

        page.click("form[action$='/logout'] button");
        page.waitForURL(ADDRESS + "/signed-out");

        page.navigate(ADDRESS + "/");
        assertThat(page.url()).as("Keycloak asks again").startsWith(KEYCLOAK.issuer());
    }

    /** Nobody comes in with a password alone, and who has no second factor sets one up on the way. */
    @Test
    void asksAVolunteerForACodeThatLetsThemSetItUpAndThenTakesItOnce() {
        startSignIn("nina");
        page.waitForSelector("#totp");
        assertThat(page.url()).as("a password alone is not enough").startsWith(KEYCLOAK.issuer());
        var codes = new OneTimeCodes(page.locator("#totpSecret").inputValue());
        page.fill("#totp", codes.next());
        page.click("#saveTOTPBtn");
        page.waitForURL(ADDRESS + "/**");
        assertThat(page.locator("header").innerText()).contains("Nina Newcomer");

        page.click("form[action$='/logout'] button");
        page.waitForURL(ADDRESS + "/signed-out");
        startSignIn("nina");
        page.waitForSelector("#otp");
        page.fill("#otp", "000000");
        page.click("#kc-login");
        page.waitForSelector("#otp");
        assertThat(page.url()).as("a code that was made up").startsWith(KEYCLOAK.issuer());
        var code = codes.next();
        page.fill("#otp", code);
        page.click("#kc-login");
        page.waitForURL(ADDRESS + "/**");

        try (var elsewhere = browsers.chromium().newContext()) {
            var there = elsewhere.newPage();
            startSignIn("nina", there);
            there.waitForSelector("#otp");
            there.fill("#otp", code);
            there.click("#kc-login");
            there.waitForSelector("#otp");
            assertThat(there.url()).as("a code that was seen and used").startsWith(KEYCLOAK.issuer());
        }
    }

    @Test
    void asksAVolunteerForAPasskeyWhereNobodyGaveThemCodes() {
        authenticator(page);
        startSignIn("vito");
        await(page, "#registerWebAuthn");
        page.onDialog(dialog -> dialog.accept("of this test"));
        page.click("#registerWebAuthn");
        page.waitForURL(ADDRESS + "/**");
        assertThat(page.locator("header").innerText()).contains("Vito Volunteer");
    }

    @Test
    void refusesPasswordsThatLeakedOrThatAnybodyHereWouldGuess() {
        for (var password : List.of(
                "1qaz2wsx3edc", // leaked
                "passwordpassword",
                "iloveyou2026",
                "qwerty123456",
                "AmparoAmparo", // of this place
                "amparo123456",
                "Coalition of this test",
                "CoalitionOfThisTest1",
                "abogado-migra",
                "elevenchars")) {
            assertThat(KEYCLOAK.takesPassword("petra", password)).as(password).isFalse();
        }
        assertThat(KEYCLOAK.takesPassword("petra", "four ordinary words of hers"))
                .isTrue();
    }

    @Test
    void bringsAScriptBackToItsOneAddressOnly() {
        for (var address : List.of("http://127.0.0.1/callback", "http://127.0.0.1:53127/callback")) {
            assertThat(KEYCLOAK.bringsBackTo("amparo-cli", address)).as(address).isTrue();
        }
        for (var address : List.of(
                "http://127.0.0.1/",
                "http://127.0.0.1/callback/",
                "http://127.0.0.1/callback/more",
                "http://127.0.0.1/callback?more",
                "http://127.0.0.1/other",
                "http://127.0.0.1.example.org/callback",
                "http://127.0.0.1@example.org/callback",
                "https://127.0.0.1/callback",
                "https://example.org/callback",
                ADDRESS + "/login/oauth2/code/amparo")) {
            assertThat(KEYCLOAK.bringsBackTo("amparo-cli", address)).as(address).isFalse();
            assertThat(KEYCLOAK.bringsBackTo("amparo-web", address)).as(address).isEqualTo(address.startsWith(ADDRESS));
        }
    }

    /** The whole life of a passkey, with an authenticator that the browser plays. */
    @Test
    void asksAStewardForAPasskeyThatLetsThemMakeOneAndThenTakesIt() {
        var authenticator = authenticator(page);
        startSignIn("stella");
        await(page, "#registerWebAuthn");
        assertThat(page.url()).as("a password alone is not enough").startsWith(KEYCLOAK.issuer());
        page.onDialog(dialog -> dialog.accept("of this test"));
        page.click("#registerWebAuthn");
        page.waitForURL(ADDRESS + "/**");
        page.navigate(ADDRESS + "/events");
        assertThat(page.locator("h1").innerText()).isEqualTo("Events waiting");
        var credentials = authenticator.get();
        assertThat(credentials).as("passkeys made").hasSize(1);

        page.click("form[action$='/logout'] button");
        page.waitForURL(ADDRESS + "/signed-out");
        startSignIn("stella");
        page.click("#authenticateWebAuthnButton");
        page.waitForURL(ADDRESS + "/**");
        page.navigate(ADDRESS + "/members/new");
        assertThat(page.locator("h1").innerText()).isEqualTo("Enrol a person");
        assertThat(authenticator.get()).hasSize(1);
    }

    @Test
    void signsOutEverywhere() throws Exception {
        signIn("vera");
        var token = KEYCLOAK.token("vera", PASSWORD, "amparo-api");
        assertThat(api(token).statusCode()).isEqualTo(200);
        try (var elsewhere = browsers.chromium().newContext()) {
            var there = elsewhere.newPage();
            signIn("vera", there);
            there.navigate(ADDRESS + "/me/sign-ins");
            assertThat(there.locator("tbody tr").count()).isGreaterThanOrEqualTo(2);

            there.click("main form[action$='/me/sign-ins/end'] button");
            there.waitForURL(ADDRESS + "/signed-out");
        }
        page.navigate(ADDRESS + "/");
        assertThat(page.url()).startsWith(KEYCLOAK.issuer());
        refused(401, "sign-in-required", token);
        awaitNextSecond(); // who signs in within the second they signed out in does it again
    }

    @Test
    void keepsNoTokenOfTheIdentityProvider(@Autowired JdbcClient jdbc) {
        signIn("vera");
        var kept = jdbc.sql("SELECT encode(content, 'escape') FROM web_session")
                .query(String.class)
                .list();
        assertThat(kept).isNotEmpty().noneMatch(content -> content.contains("eyJ") || content.contains("vera"));
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
        startSignIn("uma");
        page.waitForURL(ADDRESS + "/**");
        assertThat(page.locator("h1").innerText()).isEqualTo("You may not use Amparo at the moment");
    }

    @Test
    void tellsAPersonOfASuspendedOrganizationThatTheyHaveNoAccess() {
        startSignIn("sid");
        page.waitForURL(ADDRESS + "/**");
        assertThat(page.locator("h1").innerText()).isEqualTo("You may not use Amparo at the moment");
    }

    @Test
    void takesATokenMeantForTheApi() throws Exception {
        var me = api(KEYCLOAK.token("vera", PASSWORD, "amparo-api"));
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).contains("Vera Volunteer");
    }

    @Test
    void tellsAScriptOfAStewardThatAPasskeyIsNeeded() throws Exception {
        var answer = api(KEYCLOAK.token("stella", PASSWORD, "amparo-api"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_user_authentication\"", "acr_values=\"passkey\"");
        assertThat(answer.body()).contains("urn:amparo:problem:passkey-required");
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
        signIn(username, page);
    }

    /** With the code of their app. */
    private void signIn(String username, Page page) {
        startSignIn(username, page);
        page.waitForSelector("#otp");
        page.fill("#otp", veras.next());
        page.click("#kc-login");
        page.waitForURL(ADDRESS + "/**");
    }

    private void startSignIn(String username) {
        startSignIn(username, page);
    }

    private static void startSignIn(String username, Page page) {
        page.navigate(ADDRESS + "/");
        assertThat(page.url()).startsWith(KEYCLOAK.issuer());
        page.fill("#username", username);
        page.fill("#password", PASSWORD);
        page.click("#kc-login");
    }

    /** What was there instead says why it did not come. */
    private static void await(Page page, String selector) {
        try {
            page.waitForSelector(selector, new Page.WaitForSelectorOptions().setTimeout(10_000));
        } catch (TimeoutError missing) {
            throw new AssertionError(
                    selector + " is not at " + page.url() + ":\n"
                            + page.locator("body").innerText(),
                    missing);
        }
    }

    /** @return what the authenticator holds, when asked */
    private static Supplier<List<JsonElement>> authenticator(Page page) {
        var session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var with = new JsonObject();
        with.add("options", options);
        var made = session.send("WebAuthn.addVirtualAuthenticator", with);
        return () -> session.send("WebAuthn.getCredentials", made)
                .getAsJsonArray("credentials")
                .asList();
    }

    private static void awaitNextSecond() {
        var until = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
        while (Instant.now().isBefore(until)) {
            Thread.onSpinWait();
        }
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
