package org.amparo.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amparo.support.Browsers;

/**
 * The windows of the people on a journey, one for each, in one language and of one width. Collects what axe finds in either colour scheme (WCAG 2.2 A and AA),
 * what is wider than a telephone or a screen, and what the browser complains of.
 */
final class Windows implements AutoCloseable {

    static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    static final double PATIENCE = 30_000;

    private static final int WIDE = 1280;
    private static final int NARROW = 360;
    private static final int MOST_TABS = 400;

    private final Browsers browsers;
    private final String address;
    private final String language;
    private final int width;
    private final Map<String, Page> people = new LinkedHashMap<>();
    private final List<String> barriers = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Windows(Browsers browsers, String address, String language, int width) {
        this.browsers = browsers;
        this.address = address;
        this.language = language;
        this.width = width;
    }

    static Windows onAScreen(Browsers browsers, String address, String language) {
        return new Windows(browsers, address, language, WIDE);
    }

    static Windows onATelephone(Browsers browsers, String address, String language) {
        return new Windows(browsers, address, language, NARROW);
    }

    /** The person's own window, signed in, in the language of this journey. */
    Page of(String username) {
        return people.computeIfAbsent(username, this::signIn);
    }

    private Page signIn(String username) {
        var page = browsers.chromium()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height(width))
                        .setLocale("en-US"))
                .newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onPageError(error -> complaints.add(username + " at " + page.url() + ": " + error));
        page.onResponse(response -> {
            if (response.status() >= 400 && response.status() != 409 && response.status() != 403) {
                complaints.add(username + ": " + response.status() + " " + response.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(username + " at " + page.url() + ": " + message.text());
            }
        });
        page.navigate(address + "/");
        page.locator("#as-" + username).click();
        page.waitForURL(address + "/**");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        if (!language.equals(page.locator("html").getAttribute("lang"))) {
            page.locator("form[action$='/language'] button").click();
            page.waitForLoadState(LoadState.NETWORKIDLE);
        }
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
        return page;
    }

    void open(Page page, String path) {
        var answer = page.navigate(path.startsWith("http") ? path : address + path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        check(page);
    }

    static void submit(Page page, Locator button) {
        button.click();
        page.waitForLoadState(LoadState.NETWORKIDLE);
    }

    /** Goes on from where the keyboard is, key by key, until the element has it; and whoever looks sees where it is. */
    static void tabTo(Page page, String selector) {
        for (var tabs = 0; tabs < MOST_TABS; tabs++) {
            if (Boolean.TRUE.equals(page.evaluate("wanted => document.activeElement.matches(wanted)", selector))) {
                assertThat(page.evaluate("""
                                () => {
                                    const focused = document.activeElement.closest('.govuk-radios__item, .govuk-checkboxes__item')
                                        ?.querySelector('label') ?? document.activeElement;
                                    const box = focused.getBoundingClientRect();
                                    return box.height > 0 && box.bottom > 0 && box.top < window.innerHeight;
                                }""")).as("to be seen: " + selector).isEqualTo(true);
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the keyboard does not lead to " + selector + " at " + page.url());
    }

    /** Tab by tab to a link or button, and Enter. */
    static void press(Page page, String selector) {
        tabTo(page, selector);
        leave(page, "Enter");
    }

    /** A key that leads to another page, or to this one anew. */
    static void leave(Page page, String key) {
        page.evaluate("document.documentElement.id = 'left'");
        page.keyboard().press(key);
        page.locator("html:not(#left) main").waitFor();
        page.waitForLoadState();
    }

    /** Axe in both colour schemes, and nothing wider than the window, on a screen and on a phone. */
    void check(Page page) {
        // What is still loading is drawn half-faded. Asked of the document: the page's policy lets no text be evaluated
        // again and again.
        page.locator(".htmx-request")
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            new AxeBuilder(page)
                    .withTags(WCAG)
                    .analyze()
                    .getViolations()
                    .forEach(violation ->
                            barriers.add(page.url() + " (" + language + ", " + scheme + "): " + violation.getId() + " "
                                    + violation.getNodes().getFirst().getTarget() + " "
                                    + violation.getNodes().getFirst().getFailureSummary()));
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        for (var wide : List.of(WIDE, NARROW)) {
            page.setViewportSize(wide, height(wide));
            if ((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    > 0) {
                barriers.add(page.url() + " (" + language + ") is wider than " + wide);
            }
        }
        page.setViewportSize(width, height(width));
    }

    private static int height(int width) {
        return width == NARROW ? 740 : 900;
    }

    void assertNothingWasInTheWay() {
        assertThat(barriers).as("barriers axe found").isEmpty();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    @Override
    public void close() {
        people.values().forEach(page -> page.context().close());
    }
}
