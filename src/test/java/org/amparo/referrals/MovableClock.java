package org.amparo.referrals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until a test moves it. */
public class MovableClock extends Clock {

    /** Tuesday, 10 March 2026, 10 in the morning Pacific time. */
    public static final Instant START = Instant.parse("2026-03-10T17:00:00Z");

    private volatile Instant now = START;

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** To what the database's own clock says, by which its policies go. */
    public void catchUp() {
        now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    public void reset() {
        now = START;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
