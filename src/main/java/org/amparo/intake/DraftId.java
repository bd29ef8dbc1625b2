package org.amparo.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** An intake being written. */
@Embeddable
public record DraftId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DraftId {
        Objects.requireNonNull(value, "value");
    }

    public static DraftId create() {
        return new DraftId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static DraftId of(String text) {
        return new DraftId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
