package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;

/** How many, where a ledger should tell it: a number written as a code. */
public record Count(String value) implements Code {

    /** @throws IllegalArgumentException when the text is no number */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Count {
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("not a count");
        }
    }

    public static Count of(int many) {
        return new Count(Integer.toString(many));
    }

    @Override
    public String toString() {
        return value;
    }
}
