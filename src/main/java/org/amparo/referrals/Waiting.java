package org.amparo.referrals;

import java.time.Instant;

/**
 * That a round waits before it is offered to anybody, or to anybody else.
 *
 * @param since in UTC
 * @param until when it goes on, UTC; for a dispatcher's choice, from when on it is overdue
 * @param over whether it was told that this time has come
 */
public record Waiting(WaitsFor what, Instant since, Instant until, boolean over) {

    static Waiting begin(WaitsFor what, Instant now, Instant until) {
        return new Waiting(what, now, until, false);
    }

    boolean isFor(WaitsFor other) {
        return what == other;
    }
}
