package org.amparo.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amparo.kernel.Service;
import org.amparo.matching.WhatIf;
import org.amparo.matching.WhatIfDesk;
import org.amparo.membership.Directory;
import org.amparo.membership.Role;
import org.amparo.support.Browsers;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** What everybody sees who tries Amparo out: the demo with all of its past, and each of its pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoryJourneyTests {

    private static final List<String> ROLES = List.of("volunteer", "dispatcher", "provider", "lead", "steward");
    private static final Map<String, String> PEOPLE =
            Map.of("volunteer", "valeria", "dispatcher", "dana", "lead", "lena", "steward", "sam");
    private static final Pattern KEY = Pattern.compile(
            "\\?\\?\\w|\\b(?:common|problem|intake|referrals|matching|representation|reporting|membership|catalog|correspondence|ledger|holding|kernel)"
                    + "\\.[a-zA-Z][\\w-]*(?:\\.[\\w-]+)+");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Answers that are no pages. */
    private static final Pattern NO_PAGE = Pattern.compile("/api/.*|.*\\.(?:csv|ics)|/|/session|/imports/template");

    /**
     * What nothing in the demo's past leads to: no intake is being written and no spreadsheet lies uploaded, no paper of an authority came in,
     * no organization holds a key of its own, and what is below an entry of a list or waits for one state of a case is behind a button.
     */
    private static final Set<String> NOT_IN_THE_STORY = Set.of(
            "/cases/{id}/conflict-check",
            "/cases/{id}/funds/{fund}/override",
            "/cases/{id}/routing",
            "/conflicts/uploads/{id}",
            "/drafts",
            "/drafts/{id}",
            "/drafts/{id}/check",
            "/drafts/{id}/script",
            "/imports/{id}",
            "/key/passphrase",
            "/key/recovery",
            "/legal-process/{id}/answers",
            "/lists/{list}/{id}/correction",
            "/lists/{list}/{id}/end",
            "/lists/{list}/{id}/replacement",
            "/plan/cases/{id}");

    /** This page names columns of the database, which look like keys. */
    private static final String NAMES_COLUMNS = "/what-we-hold";

    private static final int MOST_TRIES = 8;
    private static final int WIDE = 1280;
    private static final int NARROW = 360;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private ConfigurableApplicationContext application;
    private Path folder;
    private String address;
    private String attorney;

    @BeforeAll
    void tellTheStory() throws IOException {
        folder = Files.createTempDirectory("amparo-story");
        application = TestAmparo.start(
                new String[] {"--data=" + folder, "--port=" + freePort(), "--identity-port=" + freePort()},
                new PrintStream(told, true, StandardCharsets.UTF_8));
        address = "http://localhost:" + application.getEnvironment().getProperty("server.port");
        attorney = somebodyWhoIsAsked();
    }

    /** The first of the demo's attorneys in whose inbox an offer waits. */
    private String somebodyWhoIsAsked() {
        var asked = application
                .getBean(TestPostgres.Database.class)
                .asSuperuser()
                .sql(
                        "SELECT DISTINCT o.name FROM referrals.referral r JOIN membership.organization o ON o.id = r.provider WHERE r.status = 'OFFERED'")
                .query(String.class)
                .set();
        return DemoPeople.everybody().stream()
                .filter(person -> person.roles().contains(Role.PROVIDER)
                        && asked.contains(person.organization().name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no offer waits in any inbox"))
                .username();
    }

    @AfterAll
    void stop() throws IOException {
        if (application != null) {
            application.close();
        }
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void tellsEighteenMonthsToTheEndAndSaysAsWhomToSignIn() {
        var database = application.getBean(TestPostgres.Database.class).asSuperuser();

        assertThat(database.sql("SELECT count(*) FROM intake.case_file")
                        .query(Integer.class)
                        .single())
                .isBetween(1_500, 2_500);
        assertThat(database.sql("SELECT DISTINCT status FROM referrals.referral")
                        .query(String.class)
                        .list())
                .contains("OFFERED", "ACCEPTED", "DECLINED", "EXPIRED", "CONCLUDED");
        assertThat(database.sql("SELECT count(DISTINCT outcome) FROM representation.outcome")
                        .query(Integer.class)
                        .single())
                .isGreaterThan(3);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(database.sql("SELECT count(*) FROM event_publication")
                                .query(Integer.class)
                                .single())
                        .as("events nobody has dealt with")
                        .isZero());
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("valeria", "juana", "lena", "sam");
    }

    /** The last quarter had people nobody could take, enough of them that what one more place would have changed is told and not withheld. */
    @Test
    void whatMightHaveBeenHasAnAnswer() {
        var desk = application.getBean(WhatIfDesk.class);
        var lead = application
                .getBean(Directory.class)
                .signedIn(DemoPeople.called("lena").orElseThrow().subject())
                .orElseThrow();
        var quarter = desk.quarters().getFirst();

        var twoMoreBondPlacesAWeek = desk.ask(
                new WhatIf(quarter, WhatIf.Wished.PLACES, Service.BOND, null, null, null, null, null, 2), lead);

        assertThat(twoMoreBondPlacesAWeek.left().atLeast()).isGreaterThanOrEqualTo(20);
        assertThat(twoMoreBondPlacesAWeek.more().atLeast()).isGreaterThanOrEqualTo(10);
    }

    // Every page

    /** A page somebody may open, found by the links of those before it. */
    private record Found(String route, String role, String path) {}

    private static final Found END = new Found("", "", "");

    /**
     * Every page of {@code docs/security/routes.csv}, opened by somebody who may: in English and light on a screen, in Spanish and dark on a
     * telephone, checked with axe (WCAG 2.2 A and AA), not wider than either, and with no key where words belong.
     */
    @Test
    void everyPageCanBeReadByEverybodyOnEveryScreen() throws Exception {
        var trouble = new ConcurrentLinkedQueue<String>();
        BlockingQueue<Found> again = new LinkedBlockingQueue<>();
        var missing = new TreeSet<String>();
        var opened = 0;
        try (var other = Executors.newSingleThreadExecutor()) {
            var inSpanish = CompletableFuture.runAsync(() -> readAgain(again, trouble), other);
            try (var browsers = Browsers.open()) {
                var windows = new HashMap<String, Page>();
                var known = new HashMap<String, Set<String>>();
                for (var role : ROLES) {
                    windows.put(role, window(browsers, role, "en", ColorScheme.LIGHT, WIDE));
                    known.put(role, new LinkedHashSet<>());
                    learn(windows.get(role), known.get(role));
                }
                var left = pages();
                for (var round = 0; round < 3 && !left.isEmpty(); round++) {
                    for (var route : List.copyOf(left.keySet())) {
                        var found = open(route, left.get(route), windows, known);
                        if (found != null) {
                            left.remove(route);
                            opened++;
                            again.add(found);
                            var page = windows.get(found.role());
                            look(page, found, trouble, "en");
                            fits(page, found, NARROW, trouble);
                            fits(page, found, WIDE, trouble);
                        }
                    }
                }
                missing.addAll(left.keySet());
            } finally {
                again.add(END);
            }
            inSpanish.join();
        }

        var left = List.copyOf(missing);
        assertSoftly(all -> {
            all.assertThat(trouble).isEmpty();
            all.assertThat(left).as("nobody found the way to").isSubsetOf(NOT_IN_THE_STORY);
        });
        assertThat(opened).isGreaterThan(80);
    }

    private void readAgain(BlockingQueue<Found> found, ConcurrentLinkedQueue<String> trouble) {
        try (var browsers = Browsers.open()) {
            var windows = new HashMap<String, Page>();
            for (var one = found.take(); !one.equals(END); one = found.take()) {
                var role = one.role();
                var page = windows.computeIfAbsent(role, who -> window(browsers, who, "es", ColorScheme.DARK, NARROW));
                go(page, one.path());
                look(page, one, trouble, "es");
                fits(page, one, NARROW, trouble);
                fits(page, one, WIDE, trouble);
                page.setViewportSize(NARROW, 740);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Routes that are pages, with the roles they let in; one for each choice that stands in the route itself. */
    private static Map<String, List<String>> pages() throws IOException {
        var pages = new LinkedHashMap<String, List<String>>();
        for (var row : Files.readAllLines(Path.of("docs", "security", "routes.csv"))) {
            var cells = row.split(",", -1);
            if (!cells[0].equals("GET") || NO_PAGE.matcher(cells[1]).matches()) {
                continue;
            }
            var may = ROLES.stream()
                    .filter(role -> cells[2 + ROLES.indexOf(role)].equals("yes"))
                    .toList();
            var choice = Pattern.compile("\\{\\w+:([^}]*)}").matcher(cells[1]);
            var paths = choice.find()
                    ? Arrays.stream(choice.group(1).split("\\|", -1))
                            .map(one -> choice.replaceFirst(one))
                            .toList()
                    : List.of(cells[1]);
            paths.forEach(path -> pages.put(path, may));
        }
        return pages;
    }

    /** The first of those who may that gets the page. */
    private Found open(String route, List<String> may, Map<String, Page> windows, Map<String, Set<String>> known) {
        for (var role : may) {
            var tries = route.contains("{") ? candidates(route, known.get(role)) : List.of(route);
            if (tries.isEmpty()) {
                lookAround(route, windows.get(role), known.get(role));
                tries = candidates(route, known.get(role));
            }
            for (var path : tries) {
                if (go(windows.get(role), path)) {
                    learn(windows.get(role), known.get(role));
                    return new Found(route, role, path);
                }
            }
        }
        return null;
    }

    /**
     * A list may show a link to this role only that it showed nobody before; and not every matter has a hearing: opens the list, and some of the
     * records that may have what the route is about.
     */
    private void lookAround(String route, Page page, Set<String> known) {
        if (go(page, route.replaceFirst("/\\{.*", ""))) {
            learn(page, known);
        }
        var record = Pattern.compile(route.replaceFirst("(\\{\\w+}).*", "$1").replaceAll("\\{\\w+}", ID.pattern()));
        known.stream()
                .filter(path -> record.matcher(path).matches())
                .limit(MOST_TRIES)
                .toList()
                .forEach(path -> {
                    if (go(page, path)) {
                        learn(page, known);
                    }
                });
    }

    /** Links that fit, then what a record that is linked would have below it. */
    private static List<String> candidates(String route, Set<String> known) {
        var pattern = Pattern.compile(route.replaceAll("\\{\\w+}", "[^/]+"));
        var first = Pattern.compile(route.replaceFirst("(\\{\\w+}).*", "$1").replaceAll("\\{\\w+}", "[^/]+"));
        var below = route.replaceFirst("[^{]*\\{\\w+}", "");
        var built = below.contains("{")
                ? Stream.<String>empty()
                : known.stream().filter(path -> first.matcher(path).matches()).map(path -> path + below);
        return Stream.concat(known.stream().filter(path -> pattern.matcher(path).matches()), built)
                .filter(path -> !route.contains("{id}") || ID.matcher(path).find() || route.startsWith("/lists/"))
                .distinct()
                .limit(MOST_TRIES)
                .toList();
    }

    private boolean go(Page page, String path) {
        var answer = page.navigate(address + path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
        if (answer == null || answer.status() != 200 || !pathOf(page).equals(path.replaceAll("[?#].*", ""))) {
            return false;
        }
        // What is loaded with the page is asked for before the next frame is drawn.
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))");
        page.waitForFunction("!document.querySelector('.htmx-request')");
        return true;
    }

    @SuppressWarnings("unchecked")
    private static void learn(Page page, Set<String> known) {
        var links = (List<String>)
                page.evaluate(
                        "[...document.querySelectorAll('a[href], [hx-get]')].map(one => one.getAttribute('hx-get') ?? one.getAttribute('href'))");
        links.stream()
                .filter(link -> link != null && link.startsWith("/"))
                .map(link -> link.replaceAll("[?#].*", ""))
                .forEach(known::add);
    }

    private static void look(Page page, Found found, ConcurrentLinkedQueue<String> trouble, String language) {
        var where = found.path() + " as " + found.role() + " in " + language;
        if (!language.equals(page.locator("html").getAttribute("lang"))) {
            trouble.add(where + " is in another language");
        }
        var key = KEY.matcher(page.locator("body").innerText());
        if (key.find() && !found.route().equals(NAMES_COLUMNS)) {
            trouble.add(where + " shows " + key.group());
        }
        new AxeBuilder(page)
                .withTags(Windows.WCAG)
                .analyze()
                .getViolations()
                .forEach(violation -> trouble.add(where + ": " + violation.getId() + " "
                        + violation.getNodes().getFirst().getTarget() + " "
                        + violation.getNodes().getFirst().getFailureSummary()));
    }

    private static void fits(Page page, Found found, int width, ConcurrentLinkedQueue<String> trouble) {
        page.setViewportSize(width, 900);
        var over =
                (Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (over > 0) {
            trouble.add(found.path() + " as " + found.role() + " is " + over + " wider than " + width);
        }
    }

    // A page whose session ended

    /** What was read goes from the screen and from the page; what was typed comes back for whoever typed it, and for nobody else. */
    @Test
    void aPageWhoseSessionEndedShowsNothingUntilItsOwnerIsBack() {
        try (var browsers = Browsers.open()) {
            var page = window(browsers, "volunteer", "en", ColorScheme.LIGHT, WIDE);
            go(page, "/cases");
            var links = new LinkedHashSet<String>();
            learn(page, links);
            var file = links.stream()
                    .filter(link -> link.matches("/cases/" + ID.pattern()))
                    .findFirst()
                    .orElseThrow();
            go(page, file);
            var note = page.locator("main textarea[name=text]").first();
            note.evaluate("field => field.closest('details')?.setAttribute('open', '')");
            note.fill("Half a sentence");
            var before = page.locator("main").innerText();
            assertThat(before).hasSizeGreaterThan(200);
            page.waitForFunction("document.body.dataset.watched"); // from now on other windows of the session are heard

            var other = page.context().newPage();
            other.navigate(address + "/help");
            other.waitForFunction("document.body.dataset.watched");
            other.click("form[action$='/logout'] button");
            other.waitForURL("**/signed-out");
            page.locator("#session-ended[open]").waitFor();
            assertThat(page.locator("main").textContent()).as("in the page").isBlank();
            assertThat(page.locator("main *").count()).isZero();
            page.keyboard().press("Escape");
            page.locator("#session-ended[open]").waitFor();
            assertThat(page.locator("main").textContent())
                    .as("the words are no curtain to pull")
                    .isBlank();

            signIn(other, "volunteer");
            page.click("#session-ended form button");
            page.waitForFunction("document.querySelector('main').innerText.length > 200");
            assertThat(withoutCounters(page.locator("main").innerText())).isEqualTo(withoutCounters(before));
            assertThat(page.locator("main textarea[name=text]").first().inputValue())
                    .isEqualTo("Half a sentence");

            other.click("form[action$='/logout'] button");
            other.waitForURL("**/signed-out");
            page.locator("#session-ended[open]").waitFor();
            signIn(other, "dispatcher");
            page.click("#session-ended form button");
            page.waitForURL(url -> !url.contains(file));
            assertThat(page.content()).doesNotContain("Half a sentence");
        }
    }

    /** How many characters may still be typed is counted a moment later. */
    private static String withoutCounters(String text) {
        return text.replaceAll("[\\d,]+ characters", "characters");
    }

    // Windows

    private Page window(Browsers browsers, String role, String language, ColorScheme scheme, int width) {
        var page = browsers.chromium()
                .newContext(new Browser.NewContextOptions()
                        .setBypassCSP(true) // to wait for something in a page is to evaluate text in it
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme)
                        .setLocale(language.equals("es") ? "es-US" : "en-US"))
                .newPage();
        page.setDefaultTimeout(30_000);
        signIn(page, role);
        if (!language.equals(page.locator("html").getAttribute("lang"))) {
            page.locator("form[action$='/language'] button").click();
            page.waitForLoadState();
        }
        return page;
    }

    private void signIn(Page page, String role) {
        page.navigate(address + "/");
        page.locator("#as-" + PEOPLE.getOrDefault(role, attorney)).click();
        page.waitForURL(address + "/**");
    }

    private String pathOf(Page page) {
        return page.url().substring(address.length()).replaceAll("[?#].*", "");
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
