package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A label begun for one constant of an enum exists for every constant, so no page ever shows a constant's name. */
class LabelsUnitTests {

    private static final Pattern LABEL = Pattern.compile("(\\w+)\\.([A-Z]\\w+)\\.([A-Z][A-Z0-9_]*)");

    @Test
    void everyConstantOfALabelledEnumHasItsWords() throws IOException {
        var messages = new IcuMessages();
        var missing = new TreeSet<String>();
        for (var type : labelled()) {
            for (var constant : type.getEnumConstants()) {
                var key = Wording.key((Enum<?>) constant);
                for (var language : Languages.ALL) {
                    var text = messages.getMessage(key, null, "", language);
                    if (text == null || text.isEmpty()) {
                        missing.add(key + " (" + language + ")");
                    }
                }
            }
        }
        assertThat(missing).as("constants without a label").isEmpty();
    }

    private static Iterable<Class<?>> labelled() throws IOException {
        var types = new java.util.LinkedHashSet<Class<?>>();
        var asked = new TreeSet<String>();
        try (var files = Files.list(Path.of("src/main/resources/i18n"))) {
            for (var file : files.toList()) {
                for (var line : Files.readAllLines(file)) {
                    var key = LABEL.matcher(line.split("[=:\\s]", 2)[0]);
                    if (key.matches()) {
                        asked.add(key.group(1) + "." + key.group(2));
                    }
                }
            }
        }
        try (var files = Files.walk(Path.of("target/classes/org/amparo"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                var path = Path.of("target/classes").relativize(file).toString();
                var name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
                var parts = name.split("\\.", -1);
                var simple = parts[parts.length - 1];
                var module = parts.length > 3 ? parts[2] : "";
                if (asked.contains(module + "." + simple.substring(simple.lastIndexOf('$') + 1))) {
                    var type = load(name);
                    if (type.isEnum()) {
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, LabelsUnitTests.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
