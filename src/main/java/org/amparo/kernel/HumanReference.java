package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A reference people read to each other over a bad line, for example {@code K7MR-4QX}. Seven characters out of 25 without
 * look-alikes (no 0 or O, 1, I or L, 5 or S, 2 or Z, U or V), grouped 4-3: 6 thousand million values, drawn at random, so that a
 * reference tells nothing about how many cases there are.
 */
@Embeddable
public record HumanReference(@JsonValue String value) implements Serializable {

    private static final String ALPHABET = "346789ABCDEFGHJKMNPQRTWXY";
    private static final Pattern BEGINNING = Pattern.compile("[" + ALPHABET + "]{0,6}");

    /** @throws IllegalArgumentException when the text is no reference */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HumanReference {
        if (!hasForm(value)) {
            throw new IllegalArgumentException("not a reference");
        }
    }

    /** Without a pattern: every row of every list has one. */
    private static boolean hasForm(String text) {
        if (text.length() != 8) {
            return false;
        }
        for (var i = 0; i < 8; i++) {
            if (i == 4 ? text.charAt(i) != '-' : ALPHABET.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Draws a new reference. Uniqueness is the caller's concern: a collision is answered by drawing again. */
    public static HumanReference draw(RandomGenerator random) {
        var text = new StringBuilder(8);
        for (var i = 0; i < 7; i++) {
            if (i == 4) {
                text.append('-');
            }
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new HumanReference(text.toString());
    }

    /** Reads what a person typed: any case, with or without the hyphen or blanks. */
    public static HumanReference of(String typed) {
        return new HumanReference(plain(typed));
    }

    /** Whether what a person typed reads as a reference. */
    public static boolean reads(String typed) {
        return hasForm(plain(typed));
    }

    /** Whether what a person typed may be the beginning of a reference, nothing included. */
    public static boolean begins(String typed) {
        var plain = plain(typed);
        return BEGINNING.matcher(plain).matches() || hasForm(plain);
    }

    private static String plain(String typed) {
        var plain = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return plain.length() == 7 ? plain.substring(0, 4) + "-" + plain.substring(4) : plain;
    }

    @Override
    public String toString() {
        return value;
    }
}
