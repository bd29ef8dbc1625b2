package org.amparo.intake;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** One uploaded spreadsheet. */
@Embeddable
public record ImportId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ImportId {
        Objects.requireNonNull(value, "value");
    }

    public static ImportId create() {
        return new ImportId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static ImportId of(String text) {
        return new ImportId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
