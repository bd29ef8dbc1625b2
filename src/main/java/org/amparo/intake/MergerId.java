package org.amparo.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** One decision that two case files are about one person. */
@Embeddable
public record MergerId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MergerId {
        Objects.requireNonNull(value, "value");
    }

    public static MergerId create() {
        return new MergerId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static MergerId of(String text) {
        return new MergerId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
