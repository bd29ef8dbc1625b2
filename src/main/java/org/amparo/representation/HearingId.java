package org.amparo.representation;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** One hearing of a matter, through all its changes of date. */
@Embeddable
public record HearingId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HearingId {
        Objects.requireNonNull(value, "value");
    }

    public static HearingId create() {
        return new HearingId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static HearingId of(String text) {
        return new HearingId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
