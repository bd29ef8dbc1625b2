package org.amparo.referrals.web;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a form or a link sent; what cannot be read is absent. */
final class Typed {

    private Typed() {}

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, @Nullable String typed) {
        return read(text -> Enum.valueOf(type, text), typed);
    }

    static <T> Optional<T> read(Function<String, T> reader, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(typed.strip()));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
