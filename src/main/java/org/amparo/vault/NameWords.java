package org.amparo.vault;

import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.codec.language.DaitchMokotoffSoundex;
import org.apache.commons.codec.language.bm.Languages;
import org.apache.commons.codec.language.bm.NameType;
import org.apache.commons.codec.language.bm.PhoneticEngine;
import org.apache.commons.codec.language.bm.RuleType;

/**
 * Names as they are compared: Latin letters without accents, lower case, without particles, each word once; and how each word sounds.
 */
final class NameWords {

    private static final Set<String> PARTICLES = Set.of(
            "de", "del", "la", "las", "el", "los", "y", "e", "i", "da", "das", "do", "dos", "di", "van", "von", "der",
            "den", "al", "bin", "ibn", "bint");

    private static final Transliterator PLAIN = Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower");
    private static final DaitchMokotoffSoundex EASTERN = new DaitchMokotoffSoundex();
    private static final PhoneticEngine SPANISH = new PhoneticEngine(NameType.GENERIC, RuleType.EXACT, false);
    private static final Languages.LanguageSet IN_SPANISH = Languages.LanguageSet.from(Set.of("spanish"));

    /** Shorter words sound like half the telephone book. */
    private static final int SHORTEST_SOUND = 3;

    private NameWords() {}

    /** The words of all names that tell people apart. */
    static List<String> of(Iterable<String> names) {
        var text = new StringBuilder();
        names.forEach(name -> text.append(name).append(' '));
        // An apostrophe is a sound of Mayan names and a decoration of others: no place to cut a word.
        var words = Arrays.stream(PLAIN.transliterate(text.toString())
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("['`\\u02bc\\u2018\\u2019]", "")
                        .split("[^a-z0-9]+"))
                .filter(word -> !word.isBlank())
                .distinct()
                .toList();
        var telling = words.stream().filter(word -> !PARTICLES.contains(word)).toList();
        return telling.isEmpty() ? words : telling;
    }

    static Set<String> sounds(String word) {
        var sounds = new TreeSet<String>();
        if (word.length() < SHORTEST_SOUND || word.chars().anyMatch(letter -> letter < 'a' || letter > 'z')) {
            return sounds;
        }
        Arrays.stream(EASTERN.soundex(word).split("\\|"))
                .map(code -> "dm:" + code)
                .forEach(sounds::add);
        Arrays.stream(SPANISH.encode(word, IN_SPANISH).split("[|()-]"))
                .filter(code -> !code.isBlank())
                .map(code -> "bm:" + code)
                .forEach(sounds::add);
        sounds.add("es:" + asSpelledInSpanish(word));
        return sounds;
    }

    /**
     * One spelling for what sounds alike in the Spanish of the Americas and is written either way at a desk: b and v; s, z and soft c; y
     * and ll; j, soft g and x before a vowel; a silent h. The phonetic codes above were made for other languages and part these.
     */
    private static String asSpelledInSpanish(String word) {
        var text = word;
        for (var rule : SPANISH_SPELLINGS) {
            text = rule.of().matcher(text).replaceAll(rule.becomes());
        }
        return text;
    }

    private record Spelling(Pattern of, String becomes) {

        Spelling(String of, String becomes) {
            this(Pattern.compile(of), becomes);
        }
    }

    /** In this order; a capital is a sound that a later rule leaves alone. */
    private static final List<Spelling> SPANISH_SPELLINGS = List.of(
            new Spelling("ch", "C"),
            new Spelling("sh", "s"),
            new Spelling("ph", "f"),
            new Spelling("h", ""),
            new Spelling("ll", "y"),
            new Spelling("qu", "k"),
            new Spelling("gu([ei])", "G$1"),
            new Spelling("g([eiy])", "j$1"),
            new Spelling("x([aeiou])", "j$1"),
            new Spelling("c([eiy])", "s$1"),
            new Spelling("t?z|x", "s"),
            new Spelling("c", "k"),
            new Spelling("v", "b"),
            new Spelling("w", "u"),
            new Spelling("y(?![aeiou])", "i"),
            new Spelling("(.)\\1+", "$1"));
}
