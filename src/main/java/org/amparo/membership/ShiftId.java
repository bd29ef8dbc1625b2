package org.amparo.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** A time somebody has said they are on the telephone, every week or once. */
public record ShiftId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ShiftId {
        Objects.requireNonNull(value, "value");
    }

    public static ShiftId create() {
        return new ShiftId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static ShiftId of(String text) {
        return new ShiftId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
