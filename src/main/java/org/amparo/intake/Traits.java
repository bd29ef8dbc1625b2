package org.amparo.intake;

import java.util.List;
import org.amparo.kernel.Personal;
import org.jspecify.annotations.Nullable;

/** What is known of somebody, to look for case files about the same person. Each as typed; what cannot be read is not looked for. */
public record Traits(
        @Nullable String name,
        @Nullable String aNumber,
        List<String> phones,
        @Nullable String born) implements Personal {

    public Traits {
        phones = phones == null ? List.of() : List.copyOf(phones);
    }

    @Override
    public String toString() {
        return SEALED;
    }
}
