package org.amparo.correspondence;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** One letter to one member. */
@Embeddable
public record LetterId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LetterId {
        Objects.requireNonNull(value, "value");
    }

    public static LetterId create() {
        return new LetterId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static LetterId of(String text) {
        return new LetterId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
