package org.amparo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Strings that stand nowhere but in personal fields, one for each field, and the search for them in whatever could hold them: as written,
 * in capitals or not, as UTF-16, in hexadecimal, in Base64.
 */
final class Canary {

    private static final String BEAK = "Qzvx";
    private static final String LETTERS = "bdfghklmnprstwya";
    private static final Pattern WORD = Pattern.compile("(?i)" + BEAK + "[a-z]{6}");

    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, String> numbers = new LinkedHashMap<>();

    /** The word of a field: letters only, so that it passes for a name. */
    String word(String field) {
        return words.computeIfAbsent(field, any -> {
            var number = 0x5A5A5 + 7919 * words.size();
            var word = new StringBuilder(BEAK);
            for (int letter = 0; letter < 6; letter++) {
                word.append(LETTERS.charAt(number & 0xF));
                number >>= 4;
            }
            return word.toString();
        });
    }

    /** A number that is a canary, and what it is read as: each form is looked for. */
    String number(String field, String typed, String... forms) {
        numbers.put(typed, field);
        for (var form : forms) {
            numbers.put(form, field);
        }
        return typed;
    }

    int size() {
        return words.size() + numbers.size();
    }

    /** The fields of which something stands in a text, by name; empty when there is nothing. */
    TreeSet<String> in(String text) {
        var found = new TreeSet<String>();
        if (containsIgnoringCase(text, BEAK)) {
            var matcher = WORD.matcher(text);
            while (matcher.find()) {
                found.add(fieldOf(matcher.group()));
            }
        }
        numbers.forEach((number, field) -> {
            if (stands(number, text)) {
                found.add(field);
            }
        });
        return found;
    }

    /** The same for bytes of any kind. */
    TreeSet<String> in(byte[] bytes) {
        var raw = new String(bytes, StandardCharsets.ISO_8859_1);
        var found = in(raw);
        var small = raw.toLowerCase(Locale.ROOT);
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            if (small.contains(latin(BEAK.toLowerCase(Locale.ROOT), charset))) {
                found.add("a word in " + charset);
            }
        }
        for (var beak : List.of(BEAK, BEAK.toLowerCase(Locale.ROOT), BEAK.toUpperCase(Locale.ROOT))) {
            if (small.contains(HexFormat.of().formatHex(beak.getBytes(StandardCharsets.UTF_8)))) {
                found.add("a word in hexadecimal");
            }
        }
        for (var word : words.entrySet()) {
            for (var form : base64(word.getValue())) {
                if (raw.contains(form)) {
                    found.add(word.getValue() + " in Base64");
                }
            }
        }
        numbers.forEach((number, field) -> {
            if (small.contains(HexFormat.of().formatHex(number.getBytes(StandardCharsets.UTF_8)))) {
                found.add(field + " in hexadecimal");
            }
            if (small.contains(latin(number, StandardCharsets.UTF_16LE))) {
                found.add(field + " in UTF-16");
            }
        });
        return found;
    }

    private String fieldOf(String found) {
        return words.entrySet().stream()
                .filter(word -> word.getValue().equalsIgnoreCase(found))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(found);
    }

    /** A number stands alone: in a longer one it would be there by chance. */
    private static boolean stands(String number, String text) {
        for (int at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
            var before = at == 0 ? ' ' : text.charAt(at - 1);
            var after = at + number.length() == text.length() ? ' ' : text.charAt(at + number.length());
            if (!Character.isLetterOrDigit(before) && !Character.isLetterOrDigit(after)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsIgnoringCase(String text, String part) {
        return text.contains(part) || text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static String latin(String text, Charset charset) {
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    /** The part of each of the three ways a word can lie in Base64 that does not depend on its neighbours. */
    private static List<String> base64(String word) {
        var forms = new ArrayList<String>();
        for (int shift = 0; shift < 3; shift++) {
            var bytes = (" ".repeat(shift) + word).getBytes(StandardCharsets.UTF_8);
            var whole = bytes.length - bytes.length % 3;
            var coded = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, whole));
            forms.add(coded.substring(shift == 0 ? 0 : 4));
        }
        return forms;
    }
}
