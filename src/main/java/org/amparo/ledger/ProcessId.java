package org.amparo.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** One request by legal process, as the register keeps it. */
public record ProcessId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProcessId {
        Objects.requireNonNull(value, "value");
    }

    public static ProcessId create() {
        return new ProcessId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static ProcessId of(String text) {
        return new ProcessId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
