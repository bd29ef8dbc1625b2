package org.amparo.catalog.web;

import org.jspecify.annotations.Nullable;

/** The first day an entry holds no more, as it was typed. */
record EndForm(String validTo, String version) {

    EndForm {
        validTo = typed(validTo);
        version = typed(version);
    }

    long seenVersion() {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    private static String typed(@Nullable String text) {
        return text == null ? "" : text;
    }
}
