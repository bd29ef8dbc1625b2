package org.amparo.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** One request to hand out parts of one case file. */
public record ExportId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ExportId {
        Objects.requireNonNull(value, "value");
    }

    public static ExportId create() {
        return new ExportId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static ExportId of(String text) {
        return new ExportId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
