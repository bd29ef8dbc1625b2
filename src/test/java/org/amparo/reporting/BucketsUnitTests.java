package org.amparo.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BucketsUnitTests {

    @Test
    void placesEveryValueWithinFivePercentOfItsMiddle() {
        for (var value = 1.0; value < 1_000_000; value *= 1.013) {
            assertThat(Buckets.middle(Buckets.of(value))).isCloseTo(value, within(value * 0.05));
        }
        assertThat(Buckets.of(0)).isZero();
        assertThat(Buckets.of(0.99)).isZero();
    }

    @Test
    void tellsQuantilesWithinFivePercent() {
        var random = new Random(3);
        var values = random.doubles(1_001).map(x -> Math.exp(x * 10)).toArray();
        var counts = new TreeMap<Integer, Long>();
        Arrays.stream(values).forEach(value -> counts.merge(Buckets.of(value), 1L, Long::sum));
        Arrays.sort(values);

        assertThat(Buckets.quantile(counts, 0.5).orElseThrow()).isCloseTo(values[500], within(values[500] * 0.05));
        assertThat(Buckets.quantile(counts, 0.9).orElseThrow()).isCloseTo(values[900], within(values[900] * 0.05));
    }

    @Test
    void tellsNothingOfNobody() {
        assertThat(Buckets.quantile(new TreeMap<>(), 0.5)).isEmpty();
    }
}
