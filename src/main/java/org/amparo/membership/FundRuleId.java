package org.amparo.membership;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** One dated rule of a fund. */
@Embeddable
public record FundRuleId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FundRuleId {
        Objects.requireNonNull(value, "value");
    }

    public static FundRuleId create() {
        return new FundRuleId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static FundRuleId of(String text) {
        return new FundRuleId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
