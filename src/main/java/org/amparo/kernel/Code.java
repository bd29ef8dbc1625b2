package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.regex.Pattern;

/** The base of every typed code from a reference list: at most 40 characters, letters, digits and a little punctuation. */
public interface Code extends Serializable {

    /** EOIR uses codes such as {@code **}, {@code --}, {@code ??} and {@code S-L}; none of them has blanks inside. */
    Pattern FORM = Pattern.compile("[\\p{Alnum}*?<>/_.'()-]{1,40}");

    @JsonValue
    String value();

    /** @throws IllegalArgumentException when the text does not have the form of a code */
    static void check(String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a code");
        }
    }
}
