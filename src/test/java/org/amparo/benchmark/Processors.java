package org.amparo.benchmark;

import java.time.Duration;
import java.util.stream.Stream;

/** How long processors have worked for this process and all below it. The embedded database has left it, and is not among them. */
final class Processors {

    private Processors() {}

    /** @return seconds since the start; what ended processes took is not in it */
    static double time() {
        var own = ProcessHandle.current();
        return Stream.concat(Stream.of(own), own.descendants())
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToLong(Duration::toNanos)
                        .sum()
                / 1e9;
    }
}
