package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds for every template: it parses, its words are messages in both languages, nothing in it runs or styles by itself. */
class TemplatesUnitTests {

    private static final Path FOLDER = Path.of("src/main/resources/templates");
    private static final Pattern KEY = Pattern.compile(
            "#\\{\\s*([\\w.-]+)\\s*[(}]|#(?:messages\\.msg|ui\\.say|ui\\.sayOr)\\(\\s*'([\\w.-]+)'\\s*[,)]");
    /** Signs and proper names that are the same in every language. */
    private static final Pattern NO_WORD =
            Pattern.compile("(?:[^\\p{L}]|&\\w+;|\\bAmparo\\b|\\bEsc\\b|\\bCtrl\\b|\\bEnter\\b)*");

    private static final Set<String> SPOKEN = Set.of("title", "alt", "placeholder", "aria-label", "aria-description");

    static Map<String, String> templates() throws IOException {
        var templates = new TreeMap<String, String>();
        try (var files = Files.walk(FOLDER)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".html")).toList()) {
                templates.put(FOLDER.relativize(file).toString(), Files.readString(file));
            }
        }
        return templates;
    }

    @Test
    void everyTemplateParses() throws IOException {
        for (var template : templates().entrySet()) {
            assertThat(Markup.read(template.getValue()).elements)
                    .as(template.getKey())
                    .isNotEmpty();
        }
    }

    @Test
    void everyMessageOfATemplateExistsInBothLanguages() throws IOException {
        var messages = new IcuMessages();
        var missing = new TreeSet<String>();
        for (var template : templates().entrySet()) {
            var keys = KEY.matcher(template.getValue());
            while (keys.find()) {
                var key = keys.group(1) == null ? keys.group(2) : keys.group(1);
                for (var language : Languages.ALL) {
                    if (messages.getMessage(key, null, "", language).isEmpty()) {
                        missing.add(template.getKey() + ": " + key + " (" + language + ")");
                    }
                }
            }
        }
        assertThat(missing).as("messages without a text").isEmpty();
    }

    @Test
    void noWordIsWrittenIntoATemplate() throws IOException {
        var found = new ArrayList<String>();
        for (var template : templates().entrySet()) {
            var markup = Markup.read(template.getValue());
            for (var text : markup.texts) {
                var replaced = text.ancestors().stream().anyMatch(around -> around.has("th:text"))
                        || (!text.ancestors().isEmpty()
                                && (text.ancestors().getFirst().has("th:replace")
                                        || text.ancestors().getFirst().has("th:insert")));
                if (!replaced
                        && !NO_WORD.matcher(text.text().replaceAll("\\[\\[#\\{.*?}]]", ""))
                                .matches()) {
                    found.add(template.getKey() + ":" + text.line() + " " + text.text());
                }
            }
            for (var element : markup.elements) {
                for (var attribute : SPOKEN) {
                    var value = element.attributes().get(attribute);
                    if (value != null
                            && !NO_WORD.matcher(value).matches()
                            && !element.has("th:" + attribute)
                            && !element.attributes().getOrDefault("th:attr", "").contains(attribute + "=")) {
                        found.add(template.getKey() + ":" + element.line() + " " + attribute + "=" + value);
                    }
                }
            }
        }
        assertThat(found).as("words outside messages").isEmpty();
    }

    @Test
    void nothingInATemplateRunsOrStylesByItself() throws IOException {
        var found = new ArrayList<String>();
        for (var template : templates().entrySet()) {
            for (var element : Markup.read(template.getValue()).elements) {
                var at = template.getKey() + ":" + element.line() + " <" + element.name() + "> ";
                if (element.name().equals("style") || (element.name().equals("script") && !element.has("src"))) {
                    found.add(at + "inline");
                }
                element.attributes().keySet().stream()
                        .filter(name -> name.matches(
                                        "style|th:style|th:styleappend|on\\w+|th:on\\w+|hx-on.*|th:utext|th:inline")
                                || name.equals("hx-vals")
                                        && element.attributes().get(name).contains("js:"))
                        .forEach(name -> found.add(at + name));
            }
            if (template.getValue().contains("__${") || template.getValue().contains("[(")) {
                found.add(template.getKey() + " preprocessing or unescaped inlining");
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyPageStandsInTheLayoutWithOneHeading() throws IOException {
        var found = new ArrayList<String>();
        for (var template : templates().entrySet()) {
            var markup = Markup.read(template.getValue());
            var root = markup.elements.stream()
                    .filter(element -> element.name().equals("html"))
                    .findFirst();
            if (root.isEmpty()
                    || !root.get().attributes().getOrDefault("th:replace", "").contains("layout :: page")) {
                continue;
            }
            if (markup.elements.stream()
                    .noneMatch(element -> element.name().equals("main")
                            && "main".equals(element.attributes().get("id")))) {
                found.add(template.getKey() + ": no <main id=\"main\">");
            }
            if (markup.elements.stream().noneMatch(element -> element.name().equals("h1"))) {
                found.add(template.getKey() + ": no <h1>");
            }
            if (markup.elements.stream()
                    .noneMatch(element -> element.name().equals("title") && element.has("th:text"))) {
                found.add(template.getKey() + ": no <title th:text>");
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyFormThatChangesSomethingCarriesItsToken() throws IOException {
        var found = new ArrayList<String>();
        for (var template : templates().entrySet()) {
            for (var element : Markup.read(template.getValue()).elements) {
                if (element.name().equals("form")
                        && "post".equalsIgnoreCase(element.attributes().get("method"))
                        && !element.has("th:action")) {
                    found.add(template.getKey() + ":" + element.line());
                }
            }
        }
        assertThat(found)
                .as("post forms without th:action, so without a CSRF token")
                .isEmpty();
    }

    static List<String> names() throws IOException {
        return List.copyOf(templates().keySet());
    }
}
