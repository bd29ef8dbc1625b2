package org.amparo.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** One call to the hotline, whether or not it became a case file. */
@Embeddable
public record CallId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CallId {
        Objects.requireNonNull(value, "value");
    }

    public static CallId create() {
        return new CallId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static CallId of(String text) {
        return new CallId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
