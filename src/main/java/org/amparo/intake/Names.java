package org.amparo.intake;

import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names as the search sees them: Latin letters without accents, lower case, without particles, each word once. The order of words
 * does not matter to a comparison by trigrams, so two surnames match either way round.
 */
final class Names {

    private static final Set<String> PARTICLES = Set.of(
            "de", "del", "la", "las", "el", "los", "y", "e", "i", "da", "das", "do", "dos", "di", "van", "von", "der",
            "den", "al", "bin", "ibn", "bint");

    private static final Transliterator PLAIN = Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower");

    private Names() {}

    /** @return the words of all names that tell people apart, in one blank-separated line; empty when there are none */
    static String plain(Iterable<String> names) {
        var text = new StringBuilder();
        names.forEach(name -> text.append(name).append(' '));
        var words = Arrays.stream(PLAIN.transliterate(text.toString())
                        .toLowerCase(Locale.ROOT)
                        .split("[^a-z0-9]+"))
                .filter(word -> !word.isBlank())
                .distinct()
                .toList();
        var telling = words.stream().filter(word -> !PARTICLES.contains(word)).toList();
        return (telling.isEmpty() ? words : telling).stream().collect(Collectors.joining(" "));
    }
}
