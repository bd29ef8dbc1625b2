package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;

/** A language by BCP 47 tag, for example es or mam. Whether the code is known is the catalog's to say; this type only knows its form. */
@Embeddable
public record LanguageCode(String value) implements Code {

    /** @throws IllegalArgumentException when the text does not have the form of a code */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LanguageCode {
        Code.check(value);
    }

    public static LanguageCode of(String text) {
        return new LanguageCode(text.strip());
    }

    @Override
    public String toString() {
        return value;
    }
}
