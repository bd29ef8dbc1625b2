package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;

/** The base of every typed code from a reference list: at most 40 characters, letters, digits and a little punctuation. */
public interface Code extends Serializable {

    /** EOIR uses codes such as {@code **}, {@code --}, {@code ??} and {@code S-L}; none of them has blanks inside. */
    String PUNCTUATION = "*?<>/_.'()-";

    int LONGEST = 40;

    @JsonValue
    String value();

    /** Whether a text has the form of a code. Found without a pattern: every row of every list has several. */
    static boolean reads(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var plain = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!plain && PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** @throws IllegalArgumentException when the text does not have the form of a code */
    static void check(String value) {
        if (!reads(value)) {
            throw new IllegalArgumentException("not a code");
        }
    }
}
