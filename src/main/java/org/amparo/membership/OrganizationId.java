package org.amparo.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** An organization admitted to the coalition. */
@Embeddable
public record OrganizationId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrganizationId {
        Objects.requireNonNull(value, "value");
    }

    public static OrganizationId create() {
        return new OrganizationId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static OrganizationId of(String text) {
        return new OrganizationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
