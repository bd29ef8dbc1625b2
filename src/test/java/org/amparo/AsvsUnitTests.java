package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every requirement of OWASP ASVS 5.0.0, levels 1 and 2, by its number: the test that proves it, or why there is none. What is open is
 * said to be open. The words are our own; the requirements themselves are published by OWASP.
 */
class AsvsUnitTests {

    private static final Path TABLE = Path.of("docs", "security", "asvs.csv");
    private static final Path NUMBERS = Path.of("src", "test", "resources", "asvs", "5.0.0.txt");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern PAGE = Pattern.compile("docs/[\\w./-]+\\.(?:md|csv)");
    private static final String TEST = "test";

    /** How a requirement is met, or why it need not be here. */
    private static final Set<String> KINDS = Set.of(
            TEST,
            "document", // asks for something written: where it is
            "not here", // about something Amparo does not have or do
            "identity provider", // the duty of who keeps accounts, passwords and factors
            "proxy", // the duty of what stands before the application
            "open"); // not met, or met and not proven

    private record Row(String requirement, String level, String about, String kind, String proof) {}

    @Test
    void everyRequirementHasItsRow() throws IOException {
        assertThat(rows().stream().map(row -> row.requirement() + " " + row.level()))
                .containsExactlyElementsOf(Files.readAllLines(NUMBERS));
    }

    @Test
    void everyRowSaysHow() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            assertThat(KINDS).contains(row.kind());
            assertThat(row.about()).as(row.requirement()).isNotBlank();
            assertThat(row.proof()).as(row.requirement()).isNotBlank();
        });
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        var sources = sources();
        var missing = new ArrayList<String>();
        for (var row : rows()) {
            if (row.kind().equals(TEST)) {
                for (var named : row.proof().split(" ", -1)) {
                    var parts = named.split("#", 2);
                    var source = sources.getOrDefault(parts[0], "");
                    if (parts.length < 2 || !source.contains("void " + parts[1] + "(")) {
                        missing.add(row.requirement() + " " + named);
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void whatIsOpenIsCounted() throws IOException {
        var told = Files.readString(Path.of("docs", "security", "proofs.md"));
        var rows = rows();
        for (var kind : KINDS) {
            var counted = rows.stream()
                    .filter(row -> row.kind().equals(kind))
                    .collect(Collectors.groupingBy(Row::level, Collectors.counting()));
            assertThat(told)
                    .containsPattern("\\| %s \\|[^|]*\\| %d \\| %d \\|"
                            .formatted(kind, counted.getOrDefault("1", 0L), counted.getOrDefault("2", 0L)));
        }
    }

    @Test
    void everyPageThatIsNamedExists() throws IOException {
        for (var row : rows()) {
            var pages = PAGE.matcher(row.proof());
            while (pages.find()) {
                assertThat(Path.of(pages.group())).as(row.requirement()).exists();
            }
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .peek(cells -> assertThat(cells).as(cells[0]).hasSize(5))
                .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3], cells[4].strip()))
                .toList();
    }

    /** What stands in the tests of a name; two modules may have one each. */
    private static Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith("Tests.java")).toList()) {
                sources.merge(
                        file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        return sources;
    }
}
