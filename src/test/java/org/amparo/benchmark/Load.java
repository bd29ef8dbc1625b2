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
        return run(clients, length, client, () -> {});
    }

    /** @param settled waits for what the requests left to be done in the background; that time counts */
    static Sample run(int clients, Duration length, Client client, Request settled) throws Exception {
        var latencies = new ArrayList<Histogram>();
        var started = System.nanoTime();
        var worked = Processors.time();
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
            worked = Processors.time();
            for (var one : running) {
                try {
                    latencies.add(one.get());
                } catch (ExecutionException failed) {
                    throw new IllegalStateException("a request failed during a measurement", failed.getCause());
                }
            }
            settled.send();
            elapsed = System.nanoTime() - started;
        }
        var all = new Histogram(3);
        latencies.forEach(all::add);
        return new Sample(
                all.getTotalCount() * 1e9 / elapsed, (Processors.time() - worked) * 1e3 / all.getTotalCount(), all);
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

    /**
     * What one slice measured: operations a second, processor time of one in milliseconds (this process, with the load it makes, without the
     * database), and how long each took in nanoseconds.
     */
    record Sample(double perSecond, double processorMillis, Histogram nanos) {

        double millis(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }
}
