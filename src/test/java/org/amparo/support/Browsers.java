package org.amparo.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The real browser of tests that walk through pages: a Chromium of this machine, never a downloaded one. Where there is none, such tests
 * are skipped with a loud word; with {@code CI=true} they fail instead.
 *
 * <p>One per test class: {@code static final Browsers BROWSERS = Browsers.open();}, closed after all of its tests.
 */
public final class Browsers implements AutoCloseable {

    private static final String CHOICE = "AMPARO_CHROMIUM";
    private static final List<String> USUAL = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private final Playwright playwright;
    private final Browser browser;

    private Browsers(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts Chromium without a window, or ends the test that asks: skipped on a developer's machine, failed in CI. */
    public static Browsers open() {
        var chromium = find().orElseGet(Browsers::missing);
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return new Browsers(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(chromium)
                                    .setHeadless(true)
                                    .setChromiumSandbox(false)
                                    .setArgs(arguments())));
        } catch (RuntimeException unusable) {
            playwright.close();
            throw unusable;
        }
    }

    public Browser chromium() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    static Optional<Path> find() {
        var chosen = Optional.ofNullable(System.getenv(CHOICE)).map(Path::of);
        if (chosen.isPresent()) {
            return chosen.filter(Files::isExecutable);
        }
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                        USUAL.stream(),
                        Stream.of(path.split(File.pathSeparator))
                                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                                        .map(name -> folder + File.separator + name)))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static List<String> arguments() {
        var arguments = new ArrayList<>(List.of(
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run"));
        if ("root".equals(System.getProperty("user.name"))) {
            arguments.add("--no-sandbox");
        }
        return arguments;
    }

    private static Path missing() {
        var message =
                "NO BROWSER: this test walks through real pages and needs Chromium, and there is none in the usual places. "
                        + "Install it (Debian, Ubuntu: apt-get install chromium) or name one in " + CHOICE + ".";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            return Assertions.fail(message);
        }
        System.err.println();
        System.err.println("*** " + message + " SKIPPED. ***");
        System.err.println();
        return Assumptions.abort(message);
    }
}
