package org.amparo.representation;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** One deadline of a matter. */
@Embeddable
public record DeadlineId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeadlineId {
        Objects.requireNonNull(value, "value");
    }

    public static DeadlineId create() {
        return new DeadlineId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static DeadlineId of(String text) {
        return new DeadlineId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
