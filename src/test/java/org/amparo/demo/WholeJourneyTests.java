package org.amparo.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.amparo.support.Browsers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The whole journey in a real browser: from the call of a frightened wife to a lawyer, an outcome and a figure, each page checked with
 * axe (WCAG 2.2 A and AA) in light and dark, once in English and once in Spanish.
 */
class WholeJourneyTests {

    private static final Pattern REFERENCE = Pattern.compile("[346789A-Z]{4}-[346789A-Z]{3}");

    private static Path folder;
    private static ConfigurableApplicationContext application;
    private static Browsers browsers;
    private static String address;
    private static String identity;

    private Windows windows;

    @BeforeAll
    static void start() throws Exception {
        browsers = Browsers.open();
        folder = Files.createTempDirectory("amparo-journey");
        application = TestAmparo.start(
                new String[] {"--no-story", "--data=" + folder, "--port=" + freePort(), "--identity-port=" + freePort()
                },
                new PrintStream(PrintStream.nullOutputStream()));
        var environment = application.getEnvironment();
        address = "http://localhost:" + environment.getProperty("server.port");
        identity = environment.getProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri");
    }

    @AfterAll
    static void stop() throws Exception {
        if (application != null) {
            application.close();
        }
        if (browsers != null) {
            browsers.close();
        }
        if (folder != null) {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @AfterEach
    void leave() {
        windows.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void aCallBecomesALawyersMatterAndAFigure(String spoken) {
        windows = Windows.onAScreen(browsers, address, spoken);
        var name = "Mateo Ixchel " + (spoken.equals("en") ? "Tum Ajpop" : "Cux Batz");

        aCallThatIsNoCaseIsLoggedInThreeClicks();
        var reference = theVolunteerTakesTheIntake(name);
        theVolunteerFindsItAgain(reference, name);
        theDispatcherSeesTheQueueAndTheShortlist(reference);
        theMailTellsOnlyThatAnOfferWaits(reference, name);
        var first = theAttorneyReadsTheOffer("paula", reference, name);
        var second = theAttorneyReadsTheOffer("juana", reference, name);
        theFirstTakesTheBondHearingOnly(first);
        theSecondIsToldThatItIsPlaced(second);
        var matter = theAttorneyFollowsTheMatter(first);
        theResidualNeedIsRoutedAgain(reference);
        theLeadSeesFiguresAndNobody(name);
        aSuspensionEndsAccessAtTheNextRequest();
        assertThat(matter).contains("/matters/");

        windows.assertNothingWasInTheWay();
    }

    // --- the hotline

    private void aCallThatIsNoCaseIsLoggedInThreeClicks() {
        var page = person("valeria");
        open(page, "/calls");
        page.locator("form[action$='/calls'] input[name=kind][value=RUMOUR]").check();
        Windows.submit(
                page, page.locator("form[action$='/calls'] button.govuk-button").first());
        assertThat(page.url()).endsWith("/calls");
        assertThat(page.locator(".govuk-notification-banner").count()).isPositive();
    }

    private String theVolunteerTakesTheIntake(String name) {
        var page = person("valeria");
        open(page, "/drafts/new");
        Windows.submit(page, page.locator("main button[name=language][value=es]"));
        check(page);
        page.evaluate("document.querySelectorAll('#draft details').forEach(more => more.open = true)");

        // In free order: what is urgent first, then who it is.
        choose(page, "answers.TOLD_TO_SIGN", "YES");
        page.locator("[name='field[needs]'][value=BOND]").check();
        page.locator("[name='field[needs]'][value=FULL_REMOVAL_DEFENSE]").check();
        type(page, "caller.name", "Rosa Invented");
        type(page, "caller.phone", "(213) 555-0142");
        choose(page, "caller.relation", "SPOUSE");
        choose(page, "caller.authority", "FAMILY");
        choose(page, "caller.language", "es");
        choose(page, "caller.safeContact.call", "YES");
        type(page, "person.name", name);
        choose(page, "person.countryOfBirth", "GT");
        choose(page, "person.language", "mam");
        page.locator("[name='field[person.spanish]'][value=SOME]").check();
        choose(page, "fund.residence", "06037");
        choose(page, "custody.custody", "DETAINED");
        choose(page, "custody.facility", "ADLNTCA");
        choose(page, "arrest.how", "WORKPLACE");
        choose(page, "arrest.agencies.0.agency", "ICE_ERO");
        choose(page, "arrest.agencies.0.part", "ARRESTED");
        choose(page, "arrest.agencies.1.agency", "OTHER_FEDERAL");
        choose(page, "arrest.agencies.1.part", "TOOK_PART");
        choose(page, "arrest.stage", "ICE_ARREST");
        type(page, "note", "Taken this morning on the way to work. The caller is afraid.");
        page.locator("[name='field[consent.answer]'][value=GIVEN]").check();
        page.locator("[name='field[consent.purposes]'][value=SHARE_WITH_PROVIDERS]")
                .check();
        page.locator("[name='field[consent.purposes]'][value=CONTACT]").check();
        page.locator("[name='field[consent.purposes]'][value=STATISTICS]").check();
        choose(page, "consent.who", "FAMILY");
        choose(page, "consent.script", "2026-1");
        choose(page, "consent.language", "es");
        choose(page, "consent.interpreter", "NO");

        // It saved itself, section by section: another look finds everything there.
        for (var section : List.of("CALLER", "PERSON", "PLACE", "URGENCY", "STORY")) {
            page.locator("#saved-" + section + ":not(:empty)").waitFor(patiently());
        }
        assertThat(page.locator("#assessed").innerText()).contains("U1");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.reload();
        assertThat(field(page, "person.name").inputValue()).isEqualTo(name);
        assertThat(field(page, "note").inputValue()).contains("afraid");

        // Keyboard alone from here to the answers.
        field(page, "person.name").focus();
        page.keyboard().press("Control+Enter");
        page.waitForURL("**/check", new Page.WaitForURLOptions().setTimeout(Windows.PATIENCE));
        check(page);
        assertThat(page.locator("main").innerText()).contains(name);
        Windows.submit(page, page.locator("form[action$='/submission'] button"));
        page.waitForURL(
                Pattern.compile(".*/cases/[0-9a-f-]+$"), new Page.WaitForURLOptions().setTimeout(Windows.PATIENCE));
        var found =
                REFERENCE.matcher(page.locator("main .amparo-reference").first().innerText());
        assertThat(found.find()).isTrue();

        // To whom it was offered, why, and when an answer is due: routed while the page is looked at.
        var offers = page.locator("#referrals");
        offers.getByText("Manzanita").first().waitFor(patiently());
        assertThat(offers.innerText()).contains("Tequio");
        assertThat(page.title()).doesNotContain(name);
        assertThat(page.url()).doesNotContain("Mateo");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        check(page);
        return found.group();
    }

    private void theVolunteerFindsItAgain(String reference, String name) {
        var page = person("valeria");
        open(page, "/cases");
        assertThat(page.locator("main").innerText()).contains(reference);
        page.keyboard().press("/");
        page.keyboard().type(reference.toLowerCase(java.util.Locale.ROOT).replace("-", " "));
        page.keyboard().press("Enter");
        page.waitForURL(
                "**/cases/search",
                new Page.WaitForURLOptions().setTimeout(Windows.PATIENCE)); // a name never stands in an address
        assertThat(page.locator("main").innerText()).contains(reference).contains(name);
    }

    // --- the dispatcher

    private void theDispatcherSeesTheQueueAndTheShortlist(String reference) {
        var page = person("dana");
        open(page, "/unfunded");
        open(page, "/queue");
        assertThat(page.locator("main").innerText()).contains(reference);
        open(page, page.locator("a[href*='/shortlist']").first().getAttribute("href"));
        assertThat(page.locator("main").textContent())
                .contains("High Desert Defenders")
                .contains("Tequio Justice Project");
    }

    // --- the providers

    private void theMailTellsOnlyThatAnOfferWaits(String reference, String name) {
        var page = browsers.chromium().newPage();
        try {
            await().atMost(Duration.ofMinutes(1)).pollInSameThread().until(() -> {
                page.navigate(identity + "/mail");
                return page.content().contains(reference);
            });
            assertThat(page.content())
                    .contains(reference)
                    .contains("/inbox")
                    .doesNotContain(name)
                    .doesNotContain("Mateo");
        } finally {
            page.close();
        }
    }

    private Page theAttorneyReadsTheOffer(String attorney, String reference, String name) {
        var page = person(attorney);
        open(page, "/inbox");
        var offer = page.locator("main a[href*='/referrals/']")
                .filter(new Locator.FilterOptions().setHasText(reference))
                .first();
        Windows.submit(page, offer);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        check(page);
        page.getByText(name)
                .first()
                .waitFor(patiently()); // the conflict packet has the name, the facts above it have not
        assertThat(page.locator("main").innerText()).doesNotContain("afraid");
        Windows.submit(page, page.locator("button[name=conflict][value=none]"));
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.getByText("The caller is afraid").first().waitFor(patiently());
        check(page);
        return page;
    }

    private void theFirstTakesTheBondHearingOnly(Page page) {
        page.locator("input[name=scope][value=FULL_REMOVAL_DEFENSE]").first().uncheck();
        Windows.submit(
                page,
                page.locator("form[action$='/acceptance'] button.govuk-button").last());
        assertThat(page.locator(".govuk-panel--confirmation").count()).isEqualTo(1);
        check(page);
    }

    private void theSecondIsToldThatItIsPlaced(Page page) {
        Windows.submit(
                page,
                page.locator("form[action$='/acceptance'] button.govuk-button").last());
        assertThat(page.locator(".govuk-panel--confirmation").count()).isZero();
        assertThat(page.locator("h1").innerText()).isNotBlank();
        check(page);
        open(page, "/inbox");
    }

    private String theAttorneyFollowsTheMatter(Page page) {
        Windows.submit(page, page.locator("a[href$='/matters'].govuk-button"));
        page.waitForURL(
                Pattern.compile(".*/matters/[0-9a-f-]+$"), new Page.WaitForURLOptions().setTimeout(Windows.PATIENCE));
        page.waitForLoadState(LoadState.NETWORKIDLE);
        var matter = page.url();
        check(page);

        open(page, path(matter) + "/milestones?milestone=FIRST_CONTACT");
        page.locator("input[name=how][value=LEGAL_CALL]").check();
        Windows.submit(page, page.locator("form[action$='/milestones'] button.govuk-button"));
        assertThat(page.url()).isEqualTo(matter);

        open(page, path(matter) + "/hearings/new");
        page.locator("select[name=type]").selectOption("CY");
        page.locator("select[name=court]").selectOption("ADL");
        var hearing = LocalDate.now(ZoneId.of("America/Los_Angeles")).plusDays(6);
        page.locator("input[name=at]").fill(hearing + "T13:00");
        page.locator("input[name=source][value=EOIR_NOTICE]").check();
        Windows.submit(page, page.locator("main form button.govuk-button").first());
        assertThat(page.url()).isEqualTo(matter);

        open(page, path(matter) + "/custody");
        page.locator("input[name=happened][value=BOND_GRANTED]").check();
        page.locator("input[name=amount]").fill("3500");
        Windows.submit(page, page.locator("main form button.govuk-button").first());
        open(page, path(matter) + "/custody");
        page.locator("input[name=happened][value=SEEN_RELEASED]").check();
        Windows.submit(page, page.locator("main form button.govuk-button").first());
        open(page, path(matter) + "/outcomes");
        page.locator("input[name=happened][value=ADMINISTRATIVE_CLOSURE]").check();
        Windows.submit(page, page.locator("main form button.govuk-button").first());
        assertThat(page.url()).isEqualTo(matter);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(page.locator("main").innerText()).contains("3,500");
        check(page);
        open(page, path(matter) + "/sheet");
        open(page, "/matters");
        open(page, "/practice");
        return matter;
    }

    private void theResidualNeedIsRoutedAgain(String reference) {
        var page = person("dana");
        open(page, "/cases");
        page.locator("input[name=q]").fill(reference);
        page.keyboard().press("Enter");
        page.waitForURL("**/cases/search", new Page.WaitForURLOptions().setTimeout(Windows.PATIENCE));
        Windows.submit(
                page,
                page.locator("main a[href*='/cases/']")
                        .filter(new Locator.FilterOptions().setHasText(reference))
                        .first());
        page.waitForLoadState(LoadState.NETWORKIDLE);
        var deadline = System.nanoTime() + 30_000_000_000L;
        while (!page.locator("main").innerText().contains("2") && System.nanoTime() < deadline) {
            page.reload();
        }
        open(page, path(page.url()) + "/referrals");
        assertThat(page.locator("main").innerText()).contains("Manzanita");
    }

    // --- the lead

    private void theLeadSeesFiguresAndNobody(String name) {
        var page = person("lena");
        open(page, "/dashboard");
        assertThat(page.locator("main table").count()).isPositive();
        assertThat(page.content()).doesNotContain(name);
        open(page, "/figures");
        for (var closed : List.of("/cases", "/queue", "/inbox", "/matters", "/calls", "/members")) {
            assertThat(page.navigate(address + closed).status()).as(closed).isEqualTo(403);
        }
    }

    // --- the steward

    private void aSuspensionEndsAccessAtTheNextRequest() {
        var attorney = person("juana");
        var page = person("sam");
        open(page, "/organizations");
        Windows.submit(
                page,
                page.locator("main a")
                        .filter(new Locator.FilterOptions().setHasText("Tequio Justice Project"))
                        .first());
        var organization = path(page.url());
        check(page);
        open(page, organization + "/suspension");
        page.locator("input[name=reason]").first().check();
        Windows.submit(page, page.locator("main form button.govuk-button").first());
        assertThat(attorney.navigate(address + "/inbox").status()).isEqualTo(403);
        check(attorney);
        page.navigate(address + organization);
        Windows.submit(
                page, page.locator("form[action$='/reinstatement'] button").first());
        assertThat(attorney.navigate(address + "/inbox").status()).isEqualTo(200);
        for (var list : List.of(
                "/organizations/new",
                "/members",
                "/funds",
                "/lists",
                "/routing",
                "/rules",
                "/rules/LANGUAGE/decision",
                "/practices",
                "/events",
                "/privacy",
                "/help")) {
            open(page, list);
        }
    }

    // --- small steps

    private Page person(String username) {
        return windows.of(username);
    }

    private void open(Page page, String path) {
        windows.open(page, path);
    }

    private void check(Page page) {
        windows.check(page);
    }

    private static Locator field(Page page, String name) {
        return page.locator("[name='field[" + name + "]']").first();
    }

    private static void type(Page page, String name, String text) {
        field(page, name).fill(text);
        field(page, name).blur();
    }

    private static void choose(Page page, String name, String value) {
        field(page, name).selectOption(value);
    }

    private static String path(String url) {
        return url.substring(address.length()).replaceAll("[?#].*", "");
    }

    private static Locator.WaitForOptions patiently() {
        return new Locator.WaitForOptions()
                .setState(WaitForSelectorState.ATTACHED)
                .setTimeout(Windows.PATIENCE);
    }

    private static int freePort() throws java.io.IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
