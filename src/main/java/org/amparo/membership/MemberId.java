package org.amparo.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** A person who works for an admitted organization. */
@Embeddable
public record MemberId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MemberId {
        Objects.requireNonNull(value, "value");
    }

    public static MemberId create() {
        return new MemberId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static MemberId of(String text) {
        return new MemberId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
