package org.amparo.kernel;

import java.time.Instant;

/**
 * A fact somebody answers for. Every event is one; what keeps account of deeds listens for this type. A fact that only tells of a look or of
 * a refusal says so by {@link Reading} or {@link Refusal}; all others tell of a change.
 */
public interface Accountable {

    Actor actor();

    /** When it happened, in UTC. */
    Instant at();
}
