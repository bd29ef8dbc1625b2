package org.amparo.kernel;

import java.time.Instant;

/** A fact somebody answers for. Every event is one; what keeps account of deeds listens for this type. */
public interface Accountable {

    Actor actor();

    /** When it happened, in UTC. */
    Instant at();
}
