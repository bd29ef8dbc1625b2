package org.amparo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedUnitTests {

    private final AtomicLong stamp = new AtomicLong(1);
    private final AtomicInteger readings = new AtomicInteger();

    @Test
    void readsTheOriginalOnceWhileTheCopyIsTrusted() {
        var remembered = remembered(Duration.ofHours(1));
        assertThat(remembered.get()).isEqualTo(1);
        stamp.set(2);
        assertThat(remembered.get()).isEqualTo(1);
    }

    @Test
    void readsAgainOnlyWhenTheStampIsAnother() {
        var remembered = remembered(Duration.ZERO);
        assertThat(remembered.get()).isEqualTo(1);
        assertThat(remembered.get()).isEqualTo(1);
        stamp.set(2);
        assertThat(remembered.get()).isEqualTo(2);
    }

    @Test
    void readsAgainAtOnceWhenToldToForget() {
        var remembered = remembered(Duration.ofHours(1));
        remembered.get();
        remembered.forget();
        assertThat(remembered.get()).isEqualTo(2);
    }

    @Test
    void doesNotKeepWhatWasReadBeforeItWasToldToForget() {
        var remembered = new AtomicReferenceTo();
        var value = new Remembered<>(
                () -> {
                    var read = readings.incrementAndGet();
                    if (read == 1) {
                        remembered.forget(); // the change is committed while the old state is being read
                    }
                    return read;
                },
                stamp::get,
                Duration.ofHours(1));
        remembered.value = value;
        assertThat(value.get()).isEqualTo(2);
        assertThat(value.get()).isEqualTo(2);
    }

    @Test
    void neverMakesOneReaderWaitForAnother() throws Exception {
        var reading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var remembered = new Remembered<>(
                () -> {
                    if (readings.incrementAndGet() == 1) {
                        reading.countDown();
                        await(goOn);
                    }
                    return readings.get();
                },
                stamp::get,
                Duration.ofHours(1));
        try (var threads = Executors.newSingleThreadExecutor()) {
            var slow = threads.submit(remembered::get);
            await(reading);
            assertThat(remembered.get()).isEqualTo(2);
            goOn.countDown();
            assertThat(slow.get(5, TimeUnit.SECONDS)).isEqualTo(2);
        }
    }

    private Remembered<Integer> remembered(Duration trusted) {
        return new Remembered<>(readings::incrementAndGet, stamp::get, trusted);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static final class AtomicReferenceTo {

        private volatile @org.jspecify.annotations.Nullable Remembered<Integer> value;

        void forget() {
            var known = value;
            if (known != null) {
                known.forget();
            }
        }
    }
}
