package org.amparo.correspondence;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** A calendar at a secret address. */
@Embeddable
public record FeedId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FeedId {
        Objects.requireNonNull(value, "value");
    }

    public static FeedId create() {
        return new FeedId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static FeedId of(String text) {
        return new FeedId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
