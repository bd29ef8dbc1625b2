package org.amparo.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** A fund that pays for representation under its own dated rules. */
@Embeddable
public record FundId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FundId {
        Objects.requireNonNull(value, "value");
    }

    public static FundId create() {
        return new FundId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static FundId of(String text) {
        return new FundId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
