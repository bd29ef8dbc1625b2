package org.amparo.referrals;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** The offer of one case to one provider, and its answer. */
@Embeddable
public record ReferralId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReferralId {
        Objects.requireNonNull(value, "value");
    }

    public static ReferralId create() {
        return new ReferralId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static ReferralId of(String text) {
        return new ReferralId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
