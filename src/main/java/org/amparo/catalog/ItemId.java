package org.amparo.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** One row of a list: a code during one period. */
@Embeddable
public record ItemId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ItemId {
        Objects.requireNonNull(value, "value");
    }

    public static ItemId create() {
        return new ItemId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static ItemId of(String text) {
        return new ItemId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
