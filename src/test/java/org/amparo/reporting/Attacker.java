package org.amparo.reporting;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who has every table of a population for every month, quarter and the year, knows that a withheld count is at least one, and
 * adds and subtracts until nothing more follows: bounds are narrowed over all sums, then what is open is tried out. Knows nothing of
 * how cells were chosen, and shares no code with what chose them.
 */
final class Attacker {

    private static final long FAR = 1_000_000;

    private final List<int[]> sums;
    private final List<List<int[]>> sumsOf = new ArrayList<>();
    private final long[] low;
    private final long[] high;
    private int patience;

    Attacker(Population population, BitSet withheld) {
        this.sums = population.sums();
        this.low = new long[population.cells()];
        this.high = new long[population.cells()];
        for (var cell = 0; cell < low.length; cell++) {
            low[cell] = withheld.get(cell) ? population.isTold(cell) ? 1 : 0 : population.value(cell);
            high[cell] = withheld.get(cell) ? FAR : population.value(cell);
            sumsOf.add(new ArrayList<>());
        }
        sums.forEach(sum -> {
            for (var cell : sum) {
                sumsOf.get(cell).add(sum);
            }
        });
        if (!narrow(low, high, sums)) {
            throw new IllegalStateException("what is published contradicts itself");
        }
    }

    long low(int cell) {
        return low[cell];
    }

    long high(int cell) {
        return high[cell];
    }

    /** Whether the cell is known for certain: from the bounds, or because no other value can be completed. */
    boolean knows(int cell) {
        if (low[cell] == high[cell]) {
            return true;
        }
        var value = world().orElseThrow()[cell];
        return !canBe(cell, value + 1, high[cell]) && !canBe(cell, low[cell], value - 1);
    }

    boolean canBe(int cell, long from, long to) {
        var l = low.clone();
        var h = high.clone();
        l[cell] = Math.max(l[cell], from);
        h[cell] = Math.min(h[cell], to);
        patience = 200_000;
        return l[cell] <= h[cell] && narrow(l, h, sumsOf.get(cell)) && complete(l, h);
    }

    private Optional<long[]> world() {
        var l = low.clone();
        var h = high.clone();
        patience = 200_000;
        return complete(l, h) ? Optional.of(l) : Optional.empty();
    }

    private boolean complete(long[] l, long[] h) {
        if (patience-- < 0) {
            throw new IllegalStateException("out of patience");
        }
        var open = -1;
        for (var cell = 0; cell < l.length; cell++) {
            if (l[cell] < h[cell] && (open < 0 || h[cell] - l[cell] < h[open] - l[open])) {
                open = cell;
            }
        }
        if (open < 0) {
            return true;
        }
        for (var value = l[open]; value <= h[open]; value++) {
            var nextLow = l.clone();
            var nextHigh = h.clone();
            nextLow[open] = value;
            nextHigh[open] = value;
            if (narrow(nextLow, nextHigh, sumsOf.get(open)) && complete(nextLow, nextHigh)) {
                System.arraycopy(nextLow, 0, l, 0, l.length);
                System.arraycopy(nextHigh, 0, h, 0, h.length);
                return true;
            }
        }
        return false;
    }

    private boolean narrow(long[] l, long[] h, List<int[]> from) {
        var queue = new ArrayDeque<>(from);
        while (!queue.isEmpty()) {
            var sum = queue.poll();
            var lows = 0L;
            var highs = 0L;
            for (var i = 1; i < sum.length; i++) {
                lows += l[sum[i]];
                highs += h[sum[i]];
            }
            for (var i = 0; i < sum.length; i++) {
                var cell = sum[i];
                long least;
                long most;
                if (i == 0) {
                    least = lows;
                    most = highs;
                } else {
                    least = l[sum[0]] - (highs - h[cell]);
                    most = h[sum[0]] - (lows - l[cell]);
                }
                if (least > l[cell] || most < h[cell]) {
                    var before = new long[] {l[cell], h[cell]};
                    l[cell] = Math.max(l[cell], least);
                    h[cell] = Math.min(h[cell], most);
                    if (l[cell] > h[cell]) {
                        return false;
                    }
                    if (i > 0) {
                        lows += l[cell] - before[0];
                        highs += h[cell] - before[1];
                    }
                    queue.addAll(sumsOf.get(cell));
                }
            }
        }
        return true;
    }
}
