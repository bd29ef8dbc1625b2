package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;

/** A United States county, by its five-digit FIPS code, for example 06037 for Los Angeles. Whether the code is known is the catalog's to say; this type only knows its form. */
@Embeddable
public record CountyCode(String value) implements Code {

    /** @throws IllegalArgumentException when the text does not have the form of a code */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CountyCode {
        Code.check(value);
    }

    public static CountyCode of(String text) {
        return new CountyCode(text.strip());
    }

    @Override
    public String toString() {
        return value;
    }
}
