package org.amparo.representation;

import org.jspecify.annotations.Nullable;

/**
 * Which matters of the own organization to list.
 *
 * @param reference the beginning of a reference as somebody typed it, {@code null} or blank for all; anything else is refused, since
 *     it stands in addresses and may be a name
 * @param page counted from one
 */
public record MatterFilter(
        State state, Whose whose, @Nullable String reference, int page) {

    public enum State {
        OPEN,
        CLOSED,
        ALL
    }

    public enum Whose {
        MINE,
        ORGANIZATION
    }

    public MatterFilter {
        page = Math.max(1, page);
    }
}
