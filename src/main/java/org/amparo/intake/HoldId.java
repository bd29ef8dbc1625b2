package org.amparo.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** One legal hold on one case file. */
public record HoldId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HoldId {
        Objects.requireNonNull(value, "value");
    }

    public static HoldId create() {
        return new HoldId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static HoldId of(String text) {
        return new HoldId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
