package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.brotli.dec.BrotliInputStream;
import org.junit.jupiter.api.Test;

/** The files every page loads: what we vendored is what we checked, it is little, and its colours can be read. */
class AssetsUnitTests {

    private static final Path FOLDER = Path.of("src/main/resources/static/assets");

    @Test
    void vendoredFilesAreTheOnesWeChecked() throws Exception {
        for (var line : Files.readAllLines(FOLDER.resolve("vendor/CHECKSUMS"))) {
            var parts = line.split("\\s+", 2);
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FOLDER.resolve(parts[1])));
            assertThat(HexFormat.of().formatHex(digest)).as(parts[1]).isEqualTo(parts[0]);
        }
        try (var files = Files.list(FOLDER.resolve("vendor"))) {
            var sums = Files.readString(FOLDER.resolve("vendor/CHECKSUMS"));
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".js")))
                    .allMatch(sums::contains);
        }
    }

    /** Made anew by {@code brotli --best --force --keep *.css *.js vendor/*.js} in the folder. */
    @Test
    void everyScriptAndStyleLiesCompressedBesideItself() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            for (var file : files.filter(file -> file.toString().matches(".*\\.(css|js)"))
                    .toList()) {
                try (var compressed = new BrotliInputStream(Files.newInputStream(Path.of(file + ".br")))) {
                    assertThat(compressed.readAllBytes()).as(file.toString()).isEqualTo(Files.readAllBytes(file));
                }
            }
        }
    }

    @Test
    void noScriptOfOursKeepsAnythingInTheBrowserOrMakesPagesOfText() throws IOException {
        try (var files = Files.list(FOLDER)) {
            for (var script :
                    files.filter(file -> file.toString().endsWith(".js")).toList()) {
                assertThat(Files.readString(script))
                        .as(script.toString())
                        .doesNotContainPattern(
                                "localStorage|sessionStorage|indexedDB|document\\.cookie|\\bcaches\\b|serviceWorker")
                        .doesNotContainPattern(
                                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b|new Function|__proto__|Object\\.assign");
            }
        }
    }

    @Test
    void theFirstViewStaysUnderSixtyKilobytes() throws Exception {
        var page = new Rendering()
                .as(GalleryUnitTests.EVERYTHING)
                .render("gallery", GalleryUnitTests.model(false), Locale.ENGLISH);
        var total = compressed(page.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var loaded = Pattern.compile("(?:src|href)=\"/(assets/[^\"]+)\"").matcher(page);
        while (loaded.find()) {
            total += sent(Path.of("src/main/resources/static", loaded.group(1)));
        }
        total += sent(FOLDER.resolve("vendor/govuk-frontend-6.6.0.min.js"));
        assertThat(total).isBetween(20_000, 60_000);
    }

    private static int sent(Path file) throws IOException {
        var smaller = Path.of(file + ".br");
        return Files.exists(smaller) ? (int) Files.size(smaller) : compressed(Files.readAllBytes(file));
    }

    private static int compressed(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.size();
    }

    @Test
    void everyColourCanBeReadInBothSchemes() throws IOException {
        var css = Files.readString(FOLDER.resolve("amparo.css"));
        var light = colours(css.replaceAll("@media ?\\(prefers-color-scheme: ?dark\\)\\{:root\\{[^}]*}", ""));
        var dark = new HashMap<>(light);
        var block = Pattern.compile("@media ?\\(prefers-color-scheme: ?dark\\)\\{:root\\{([^}]*)}")
                .matcher(css);
        assertThat(block.find()).isTrue();
        dark.putAll(colours(block.group(1)));
        for (var scheme : List.of(light, dark)) {
            var surfaces =
                    List.of("govuk-body-background-colour", "amparo-card", "amparo-soft", "amparo-nav", "amparo-field");
            for (var surface : surfaces) {
                for (var ink : List.of(
                        "govuk-text-colour",
                        "govuk-secondary-text-colour",
                        "govuk-link-colour",
                        "govuk-link-visited-colour",
                        "govuk-link-hover-colour",
                        "govuk-error-colour",
                        "govuk-success-colour")) {
                    check(scheme, ink, surface, 4.5);
                }
                check(scheme, "govuk-input-border-colour", surface, 3);
                check(scheme, "amparo-accent", surface, 3);
            }
            for (var tag : List.of("grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow")) {
                check(scheme, "amparo-tag-" + tag + "-text", "amparo-tag-" + tag, 4.5);
            }
            for (var button : List.of("button", "button-hover", "danger", "danger-hover")) {
                check(scheme, "amparo-button-text", "amparo-" + button, 4.5);
            }
            check(scheme, "govuk-text-colour", "amparo-quiet", 4.5);
            check(scheme, "govuk-text-colour", "amparo-quiet-hover", 4.5);
            check(scheme, "govuk-focus-text-colour", "govuk-focus-colour", 4.5);
            check(scheme, "govuk-inverse-text-colour", "govuk-success-colour", 4.5);
            check(scheme, "govuk-inverse-text-colour", "govuk-brand-colour", 4.5);
            check(scheme, "amparo-header-text", "amparo-header", 4.5);
            check(scheme, "amparo-training-text", "amparo-training", 4.5);
            check(scheme, "amparo-spark", "amparo-header", 3);
            for (var chart = 1; chart <= 6; chart++) {
                check(scheme, "amparo-chart-" + chart, "amparo-card", 3);
            }
        }
    }

    private static Map<String, String> colours(String css) {
        var colours = new HashMap<String, String>();
        var found = Pattern.compile(
                        "--([a-z0-9-]+): ?#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?=[;}])|--([a-z0-9-]+): ?#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})$")
                .matcher(css);
        while (found.find()) {
            var name = found.group(1) == null ? found.group(3) : found.group(1);
            var hex = found.group(2) == null ? found.group(4) : found.group(2);
            colours.putIfAbsent(name, hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex);
        }
        return colours;
    }

    /** WCAG 2.2, success criteria 1.4.3 and 1.4.11. */
    private static void check(Map<String, String> scheme, String ink, String surface, double least) {
        var first = luminance(scheme.get(ink), ink);
        var second = luminance(scheme.get(surface), surface);
        var contrast = (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
        assertThat(contrast).as(ink + " on " + surface).isGreaterThanOrEqualTo(least);
    }

    private static double luminance(String hex, String name) {
        assertThat(hex).as(name).isNotNull();
        var weights = new double[] {0.2126, 0.7152, 0.0722};
        var sum = 0.0;
        for (var i = 0; i < 3; i++) {
            var channel = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += weights[i] * (channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
