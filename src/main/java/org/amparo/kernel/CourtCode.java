package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;

/** An immigration court's hearing location, by its EOIR code, for example ADL. Whether the code is known is the catalog's to say; this type only knows its form. */
@Embeddable
public record CourtCode(String value) implements Code {

    /** @throws IllegalArgumentException when the text does not have the form of a code */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CourtCode {
        Code.check(value);
    }

    public static CourtCode of(String text) {
        return new CourtCode(text.strip());
    }

    @Override
    public String toString() {
        return value;
    }
}
