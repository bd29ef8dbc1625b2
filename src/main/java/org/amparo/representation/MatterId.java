package org.amparo.representation;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** The work of one provider on one case, from acceptance to closing. */
@Embeddable
public record MatterId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MatterId {
        Objects.requireNonNull(value, "value");
    }

    public static MatterId create() {
        return new MatterId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static MatterId of(String text) {
        return new MatterId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
