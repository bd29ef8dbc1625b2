package org.amparo.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The clock of the demo. While the past is being told, each telling thread is at the moment it tells of, and everybody else (the
 * schedules) stands at the beginning, so that nothing expires before its time. Afterwards it is an ordinary clock.
 */
final class DemoClock extends Clock {

    private final Clock now = Clock.tick(Clock.systemUTC(), java.time.Duration.ofNanos(1_000));

    @SuppressWarnings("ThreadLocalUsage") // one clock for one demo
    private final ThreadLocal<@Nullable Instant> telling = new ThreadLocal<>();

    private volatile @Nullable Instant beginning;

    /** From here on the past is told. */
    void begin(Instant moment) {
        beginning = moment;
    }

    /** This thread tells of that moment. */
    void tell(Instant moment) {
        telling.set(moment);
    }

    /** This thread is back in the present. */
    void stopTelling() {
        telling.remove();
    }

    void end() {
        beginning = null;
    }

    boolean isTelling() {
        return telling.get() != null;
    }

    @Override
    public Instant instant() {
        var told = telling.get();
        if (told != null) {
            return told;
        }
        var first = beginning;
        return first != null ? first : now.instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return now.withZone(zone);
    }
}
