package org.amparo.intake.web;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Reads what a form chose. */
final class Choice {

    private Choice() {}

    /** The one of that name among those that were offered; {@code null} when it is none of them, as if nothing was chosen. */
    static <E extends Enum<E>> @Nullable E among(Collection<E> offered, @Nullable String name) {
        return offered.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
