package org.amparo.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** One request to open a file in an emergency. */
public record EmergencyId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EmergencyId {
        Objects.requireNonNull(value, "value");
    }

    public static EmergencyId create() {
        return new EmergencyId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static EmergencyId of(String text) {
        return new EmergencyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
