package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;

/** An ICE field office (area of responsibility), for example LOS. Whether the code is known is the catalog's to say; this type only knows its form. */
@Embeddable
public record FieldOfficeCode(String value) implements Code {

    /** @throws IllegalArgumentException when the text does not have the form of a code */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FieldOfficeCode {
        Code.check(value);
    }

    public static FieldOfficeCode of(String text) {
        return new FieldOfficeCode(text.strip());
    }

    @Override
    public String toString() {
        return value;
    }
}
