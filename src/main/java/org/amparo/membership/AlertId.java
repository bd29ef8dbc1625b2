package org.amparo.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** A notice to stewards that somebody asked for more than their work explains. */
public record AlertId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AlertId {
        Objects.requireNonNull(value, "value");
    }

    public static AlertId create() {
        return new AlertId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static AlertId of(String text) {
        return new AlertId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
