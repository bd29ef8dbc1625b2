package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IcuMessagesUnitTests {

    private static final Path FOLDER = Path.of("src/main/resources/i18n");

    private final IcuMessages messages = new IcuMessages();

    private static Properties read(String name) throws IOException {
        var properties = new Properties();
        var file = FOLDER.resolve(name);
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    @Test
    void saysPluralsRightInBothLanguages() {
        assertThat(messages.getMessage("common.time.days", new Object[] {1}, Locale.ENGLISH))
                .isEqualTo("1 day");
        assertThat(messages.getMessage("common.time.days", new Object[] {3}, Locale.of("es", "MX")))
                .isEqualTo("3 días");
    }

    @Test
    void fallsBackToEnglishForALanguageItDoesNotSpeak() {
        assertThat(messages.getMessage("common.save", null, Locale.FRENCH)).isEqualTo("Save");
    }

    @Test
    void everyBundleIsCompleteInBothLanguages() throws IOException {
        for (var bundle : IcuMessages.BUNDLES) {
            Set<String> english = new TreeSet<>(read(bundle + ".properties").stringPropertyNames());
            Set<String> spanish = new TreeSet<>(read(bundle + "_es.properties").stringPropertyNames());
            assertThat(spanish).as("keys of " + bundle).isEqualTo(english);
        }
    }

    @Test
    void everyMessageIsAPatternAndBothLanguagesTakeTheSameArguments() throws IOException {
        var found = new ArrayList<String>();
        for (var bundle : IcuMessages.BUNDLES) {
            var english = read(bundle + ".properties");
            var spanish = read(bundle + "_es.properties");
            for (var key : english.stringPropertyNames()) {
                try {
                    var first = new MessageFormat(english.getProperty(key), Locale.US).getArgumentNames();
                    var second = new MessageFormat(spanish.getProperty(key, ""), Locale.of("es")).getArgumentNames();
                    if (!first.equals(second)) {
                        found.add(key + ": " + first + " but " + second);
                    }
                } catch (IllegalArgumentException e) {
                    found.add(key + ": " + e.getMessage());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noKeyIsSaidInTwoBundles() throws IOException {
        var seen = new TreeMap<String, String>();
        var twice = new ArrayList<String>();
        for (var bundle : IcuMessages.BUNDLES) {
            for (var key : read(bundle + ".properties").stringPropertyNames()) {
                var first = seen.putIfAbsent(key, bundle);
                if (first != null) {
                    twice.add(key + " in " + first + " and " + bundle);
                }
            }
        }
        assertThat(twice).isEmpty();
    }

    /** The later of two would be shown in the earlier one's place. */
    @Test
    void noKeyIsSaidTwiceInABundle() throws IOException {
        var twice = new ArrayList<Object>();
        try (var files = Files.newDirectoryStream(FOLDER)) {
            for (var file : files) {
                var once = new Properties() {
                    @Override
                    public synchronized @Nullable Object put(Object key, Object message) {
                        if (containsKey(key)) {
                            twice.add(key);
                        }
                        return super.put(key, message);
                    }
                };
                try (var words = Files.newBufferedReader(file)) {
                    once.load(words);
                }
            }
        }
        assertThat(twice).isEmpty();
    }

    /** Two apostrophes are one where a message takes arguments, and two where it takes none. */
    @Test
    void noMessageHasAnApostropheTwice() throws IOException {
        try (var files = Files.newDirectoryStream(FOLDER)) {
            for (var file : files) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("''");
            }
        }
    }

    @Test
    void everyBundleOfTheFolderIsLoaded() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("(_es)?\\.properties$", ""))
                            .distinct())
                    .isSubsetOf(IcuMessages.BUNDLES);
        }
    }
}
