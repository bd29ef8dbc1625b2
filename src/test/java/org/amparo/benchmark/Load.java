package org.amparo.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** A closed loop: so many clients, each with one request on its way, for so long. */
final class Load {

    /** One request of one client. */
    @FunctionalInterface
    interface Request {
        void send() throws Exception;
    }

    /** Makes a client: a connection, a token, whatever it keeps between requests. */
    @FunctionalInterface
    interface Client {
        Request connect(int number) throws Exception;
    }

    private Load() {}

    static Sample run(int clients, Duration length, Client client) throws Exception {
        var latencies = new ArrayList<Histogram>();
        var started = System.nanoTime();
        long elapsed;
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var barrier = new CyclicBarrier(clients + 1);
            var loops = new ArrayList<Callable<Histogram>>();
            for (var number = 0; number < clients; number++) {
                var request = client.connect(number);
                loops.add(() -> loop(request, barrier, length));
            }
            var running = loops.stream().map(threads::submit).toList();
            barrier.await(1, TimeUnit.MINUTES);
            started = System.nanoTime();
            for (var one : running) {
                try {
                    latencies.add(one.get());
                } catch (ExecutionException failed) {
                    throw new IllegalStateException("a request failed during a measurement", failed.getCause());
                }
            }
            elapsed = System.nanoTime() - started;
        }
        var all = new Histogram(3);
        latencies.forEach(all::add);
        return new Sample(all.getTotalCount() * 1e9 / elapsed, all);
    }

    private static Histogram loop(Request request, CyclicBarrier barrier, Duration length) throws Exception {
        var latencies = new Histogram(3);
        barrier.await(1, TimeUnit.MINUTES);
        var end = System.nanoTime() + length.toNanos();
        for (var now = System.nanoTime(); now < end; ) {
            request.send();
            var then = System.nanoTime();
            latencies.recordValue(then - now);
            now = then;
        }
        return latencies;
    }

    /** What one slice measured: operations a second, and how long each took in nanoseconds. */
    record Sample(double perSecond, Histogram nanos) {

        double millis(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }
}
