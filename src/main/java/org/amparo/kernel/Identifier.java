package org.amparo.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.uuid.UuidCreator;
import java.io.Serializable;
import java.util.UUID;

/**
 * The base of every typed id. Ids are UUIDv7 (RFC 9562): they sort by the time of their making, so that a new row lands at the
 * right edge of its index.
 */
public interface Identifier extends Serializable {

    @JsonValue
    UUID value();

    /** A new UUIDv7, monotonic within this process. */
    static UUID next() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }
}
