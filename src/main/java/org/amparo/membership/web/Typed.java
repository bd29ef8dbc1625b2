package org.amparo.membership.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came with a request: a field that was not sent is an empty one. */
final class Typed {

    private Typed() {}

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    static List<String> texts(@Nullable List<String> typed) {
        return typed == null ? List.of() : List.copyOf(typed);
    }

    /** The version a person has seen; -1, which no record has, when it is none. */
    static long version(String typed) {
        try {
            return Long.parseLong(typed);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
