package org.amparo.benchmark;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.amparo.support.Browsers;

/**
 * How pages feel on a slow machine: Chromium with a processor made four times slower. First byte and largest paint over repeated visits,
 * interactions (from the key or the click to the next paint) as the browser itself times them, and the bytes of a first view over the
 * wire, with an empty cache.
 */
final class PageTimings {

    private static final int SLOWER = 4;
    private static final int VISITS = 60;

    private static final String OBSERVE = """
            window.painted = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => window.painted = entry.startTime))
                .observe({type: 'largest-contentful-paint', buffered: true});
            window.interactions = [];
            new PerformanceObserver(list => list.getEntries().forEach(entry => {
                if (entry.interactionId) { window.interactions.push([entry.interactionId, entry.duration]); }
            })).observe({type: 'event', buffered: true, durationThreshold: 16});""";

    private static final String FIRST_BYTE = """
            () => { const page = performance.getEntriesByType('navigation')[0]; return page.responseStart - page.requestStart; }""";

    /** An interaction is as long as the longest of its events; what took less than a frame is not reported and counts as one frame. */
    private static final String INTERACTIONS = """
            () => { const longest = new Map();
                    window.interactions.forEach(([id, length]) => longest.set(id, Math.max(length, longest.get(id) || 0)));
                    return [...longest.values()]; }""";

    private final String address;
    private final Duration warmUp;
    private final PrintStream out;

    /** @param warmUp how long each page is asked for before anything is timed, as every row of the benchmark is warmed up */
    PageTimings(String address, Duration warmUp, PrintStream out) {
        this.address = address;
        this.warmUp = warmUp;
        this.out = out;
    }

    void print() {
        out.println();
        out.println(
                "| page, processor 4 x slower | first byte p95 ms | largest paint p75 ms | interaction p75 ms | first view kB |");
        out.println("| --- | ---: | ---: | ---: | ---: |");
        try (var browsers = Browsers.open()) {
            page(browsers, "valeria", "the list of cases", "/cases");
            page(browsers, "dana", "the queue", "/queue");
            page(browsers, "paula", "the inbox", "/inbox");
            page(browsers, "lena", "the dashboard", "/dashboard");
            intake(browsers);
        }
    }

    private void page(Browsers browsers, String person, String name, String path) {
        try (var context = browsers.chromium().newContext(new Browser.NewContextOptions().setLocale("en-US"))) {
            var page = signIn(context.newPage(), person);
            measure(page, name, () -> page.navigate(address + path), List.of());
        }
    }

    /** The form of the phone call: typed into while it saves itself and looks for possible duplicates. */
    private void intake(Browsers browsers) {
        try (var context = browsers.chromium().newContext(new Browser.NewContextOptions().setLocale("en-US"))) {
            var page = signIn(context.newPage(), "valeria");
            page.navigate(address + "/drafts/new");
            page.locator("main button[name=language][value=es]").click();
            page.waitForURL(address + "/drafts/*");
            var draft = page.url();
            page.navigate(draft);
            page.evaluate("document.querySelectorAll('#draft details').forEach(more => more.open = true)");
            page.evaluate(OBSERVE);
            slow(page);
            page.locator("[name='field[person.name]']").pressSequentially("Invented Tum Ixcoy Ajpop Cux Batz");
            page.locator("[name='field[caller.name]']").pressSequentially("Invented Rosa");
            page.locator("[name='field[answers.TOLD_TO_SIGN]']").selectOption("YES");
            page.locator("[name='field[needs]'][value=BOND]").check();
            page.waitForLoadState(LoadState.NETWORKIDLE);
            page.waitForFunction("window.interactions.length > 0");
            @SuppressWarnings("unchecked")
            var lengths = (List<Number>) page.evaluate(INTERACTIONS);
            measure(
                    page,
                    "the intake form",
                    () -> page.navigate(draft),
                    lengths.stream().map(Number::doubleValue).toList());
        }
    }

    private void measure(Page page, String name, Runnable visit, List<Double> interactions) {
        visit.run();
        var until = System.nanoTime() + warmUp.toNanos();
        while (System.nanoTime() < until) {
            page.request().get(page.url()).dispose();
        }
        var bytes = firstView(page, visit);
        slow(page);
        page.addInitScript(OBSERVE);
        var firstBytes = new ArrayList<Double>();
        var paints = new ArrayList<Double>();
        for (var number = 0; number < VISITS; number++) {
            visit.run();
            page.waitForLoadState(LoadState.NETWORKIDLE);
            firstBytes.add(((Number) page.evaluate(FIRST_BYTE)).doubleValue());
            paints.add(((Number) page.evaluate("window.painted")).doubleValue());
        }
        out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %s | %.0f |%n",
                name,
                percentile(firstBytes, 95),
                percentile(paints, 75),
                interactions.isEmpty() ? "–" : String.format(Locale.ROOT, "%.0f", percentile(interactions, 75)),
                bytes / 1000.0);
    }

    private static long firstView(Page page, Runnable visit) {
        var session = page.context().newCDPSession(page);
        var bytes = new AtomicLong();
        session.send("Network.enable");
        session.send("Network.clearBrowserCache");
        session.on(
                "Network.loadingFinished",
                (JsonObject event) ->
                        bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
        visit.run();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        session.detach();
        return bytes.get();
    }

    private static CDPSession slow(Page page) {
        var session = page.context().newCDPSession(page);
        var rate = new JsonObject();
        rate.addProperty("rate", SLOWER);
        session.send("Emulation.setCPUThrottlingRate", rate);
        return session;
    }

    private Page signIn(Page page, String person) {
        page.navigate(address + "/");
        page.locator("#as-" + person).click();
        page.waitForURL(address + "/**");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        return page;
    }

    private static double percentile(List<Double> values, double percent) {
        var sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(sorted.size() * percent / 100) - 1));
    }
}
