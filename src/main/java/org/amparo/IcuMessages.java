package org.amparo;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.core.io.ClassPathResource;

/**
 * The words of the pages, mails and problems: one bundle per module, ICU message syntax (plurals and choices of other languages come
 * out right), UTF-8, English behind every other language. A bundle that is missing is empty, so a module test needs only its own.
 */
class IcuMessages extends AbstractMessageSource {

    static final List<String> BUNDLES = List.of(
            "common",
            "root",
            "ledger",
            "catalog",
            "membership",
            "intake",
            "referrals",
            "matching",
            "representation",
            "holding",
            "reporting",
            "correspondence");

    private final Map<String, Map<String, String>> texts = new HashMap<>();
    private final Map<String, MessageFormat> patterns = new ConcurrentHashMap<>();

    IcuMessages() {
        for (var language : Languages.ALL) {
            var all = new HashMap<String, String>();
            for (var bundle : BUNDLES) {
                all.putAll(read("i18n/" + bundle + ".properties"));
                if (!language.equals(Languages.ENGLISH)) {
                    all.putAll(read("i18n/" + bundle + "_" + language.getLanguage() + ".properties"));
                }
            }
            texts.put(language.getLanguage(), Map.copyOf(all));
        }
    }

    private static Map<String, String> read(String path) {
        var resource = new ClassPathResource(path, IcuMessages.class.getClassLoader());
        if (!resource.exists()) {
            return Map.of();
        }
        var properties = new Properties();
        try (var reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var read = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(key -> read.put(key, properties.getProperty(key)));
        return read;
    }

    @Override
    protected @Nullable String getMessageInternal(
            @Nullable String code, Object @Nullable [] arguments, @Nullable Locale locale) {
        if (code == null) {
            return null;
        }
        var language = Languages.closest(locale);
        var text = texts.getOrDefault(language.getLanguage(), Map.of()).get(code);
        if (text == null) {
            return null;
        }
        if (arguments == null || arguments.length == 0) {
            return text;
        }
        // The formats are shared and keep state while they format: each call works on a copy.
        var pattern = patterns.computeIfAbsent(
                language.getLanguage() + '\n' + code, key -> new MessageFormat(text, Languages.regional(language)));
        var values = resolveArguments(arguments, language);
        return pattern.clone().format((Object) values);
    }

    /** Never asked: {@link #getMessageInternal} answers everything. */
    @Override
    protected java.text.@Nullable MessageFormat resolveCode(String code, Locale locale) {
        return null;
    }
}
