package org.amparo.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** Somebody on a conflict list, or an upload of such. */
@Embeddable
public record ConflictId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConflictId {
        Objects.requireNonNull(value, "value");
    }

    public static ConflictId create() {
        return new ConflictId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static ConflictId of(String text) {
        return new ConflictId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
