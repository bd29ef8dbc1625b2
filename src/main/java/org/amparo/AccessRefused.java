package org.amparo;

import java.time.Instant;
import java.util.UUID;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Identifier;
import org.amparo.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A member asked for what is not for them, or for what is not there: the two are not told apart.
 *
 * @param asked the id in the address, when there was one
 * @param route which handler it was, by its method and the pattern of its address
 */
record AccessRefused(@Nullable Asked asked, Why why, String route, Actor actor, Instant at) implements Refusal {

    /** Whatever the id was meant to be of. */
    record Asked(UUID value) implements Identifier {}

    enum Why {
        /** Not with these roles. */
        FORBIDDEN,
        /** Not there, or another's. */
        NOT_FOUND
    }
}
