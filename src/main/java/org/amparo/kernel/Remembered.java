package org.amparo.kernel;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A copy of something small and often read, kept in memory as long as its stamp in the database stays the same. Whoever changes the
 * original calls {@link #forget()} when the change is committed, so that this node is never behind itself; another node notices within
 * the given time.
 *
 * <p>Readers never wait for each other: while one thread looks, the others read the copy at hand, and where there is none they read
 * the original themselves, so that nobody holds a database connection while waiting for somebody who needs one.
 */
public final class Remembered<T> {

    private final Supplier<T> original;
    private final LongSupplier stamp;
    private final long trusted;
    private final ReentrantLock looking = new ReentrantLock();

    private long era;
    private volatile @Nullable Copy<T> copy;

    /** @param trusted how long the copy is used before the stamp is looked at again */
    public Remembered(Supplier<T> original, LongSupplier stamp, Duration trusted) {
        this.original = original;
        this.stamp = stamp;
        this.trusted = trusted.toNanos();
    }

    public T get() {
        var known = copy;
        if (known != null && System.nanoTime() - known.seen < trusted) {
            return known.value;
        }
        if (!looking.tryLock()) {
            return known == null ? original.get() : known.value;
        }
        try {
            while (true) {
                var begun = era();
                var next = look(copy);
                if (keep(next, begun)) {
                    return next.value;
                }
            }
        } finally {
            looking.unlock();
        }
    }

    /** The original has changed: the next reader reads it again. */
    public synchronized void forget() {
        era++;
        copy = null;
    }

    private Copy<T> look(@Nullable Copy<T> known) {
        var seen = System.nanoTime();
        var now = stamp.getAsLong();
        return new Copy<>(known != null && known.stamp == now ? known.value : original.get(), now, seen);
    }

    private synchronized long era() {
        return era;
    }

    private synchronized boolean keep(Copy<T> next, long begun) {
        if (era != begun) {
            return false;
        }
        copy = next;
        return true;
    }

    private record Copy<T>(T value, long stamp, long seen) {}
}
