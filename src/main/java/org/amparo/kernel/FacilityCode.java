package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;

/** A place of detention, by the DETLOC code ICE uses in its detention statistics, for example ADLNTCA. Whether the code is known is the catalog's to say; this type only knows its form. */
@Embeddable
public record FacilityCode(String value) implements Code {

    /** @throws IllegalArgumentException when the text does not have the form of a code */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FacilityCode {
        Code.check(value);
    }

    public static FacilityCode of(String text) {
        return new FacilityCode(text.strip());
    }

    @Override
    public String toString() {
        return value;
    }
}
