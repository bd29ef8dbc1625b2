package org.amparo.matching;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.UUID;
import org.amparo.kernel.Identifier;

/** Names one plan of the docket. */
public record DocketPlanId(UUID value) implements Identifier {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DocketPlanId {
        Objects.requireNonNull(value, "value");
    }

    public static DocketPlanId create() {
        return new DocketPlanId(Identifier.next());
    }

    /** @throws IllegalArgumentException when the text is no UUID */
    public static DocketPlanId of(String text) {
        return new DocketPlanId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
