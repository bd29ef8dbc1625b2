package org.amparo;

import java.time.Duration;

/** Somebody does something faster than any work needs. */
final class TooMany extends RuntimeException {

    private final transient Duration wait;

    TooMany(Duration wait) {
        super("too many", null, false, false);
        this.wait = wait;
    }

    String retryAfter() {
        return String.valueOf(wait.toSeconds());
    }
}
