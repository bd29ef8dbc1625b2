package org.amparo.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The median of paired ratios with a 95 % bootstrap interval (2,000 resamples, fixed seed). */
record Ratio(double median, double low, double high) {

    static Ratio of(List<Double> pairs) {
        var random = new Random(20260731);
        var medians = new double[2_000];
        for (var i = 0; i < medians.length; i++) {
            var resample = new double[pairs.size()];
            for (var j = 0; j < resample.length; j++) {
                resample[j] = pairs.get(random.nextInt(pairs.size()));
            }
            medians[i] = median(resample);
        }
        java.util.Arrays.sort(medians);
        return new Ratio(
                median(pairs.stream().mapToDouble(Double::doubleValue).toArray()),
                medians[(int) (0.025 * medians.length)],
                medians[(int) (0.975 * medians.length)]);
    }

    static double median(double[] values) {
        var sorted = values.clone();
        java.util.Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, low, high);
    }
}
