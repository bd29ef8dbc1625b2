package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;

/** A country or nationality, by its EOIR nationality code; these are not ISO codes (ES is El Salvador). Whether the code is known is the catalog's to say; this type only knows its form. */
@Embeddable
public record CountryCode(String value) implements Code {

    /** @throws IllegalArgumentException when the text does not have the form of a code */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CountryCode {
        Code.check(value);
    }

    public static CountryCode of(String text) {
        return new CountryCode(text.strip());
    }

    @Override
    public String toString() {
        return value;
    }
}
