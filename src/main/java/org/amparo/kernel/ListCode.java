package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;

/** An entry of one of the lists a coalition keeps, for example a hearing type or a decline reason. Whether the code is known is the catalog's to say; this type only knows its form. */
@Embeddable
public record ListCode(String value) implements Code {

    /** @throws IllegalArgumentException when the text does not have the form of a code */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ListCode {
        Code.check(value);
    }

    public static ListCode of(String text) {
        return new ListCode(text.strip());
    }

    @Override
    public String toString() {
        return value;
    }
}
