package org.amparo.reporting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amparo.reporting.Tree.Shift;
import org.jspecify.annotations.Nullable;

/**
 * Decides which counts are withheld, in one place and for all tables of a population at once.
 *
 * <p>Counts of 1 to 10 are withheld, zero never. Then, for each of them, other cells are withheld until somebody who adds and subtracts
 * everything that is shown, over all tables, months, quarters and the year, must still hold it possible that the count is ten or more.
 * The same holds for small counts that are not told but are one subtraction away from what is; those further away may at least not be
 * known for certain. That is proven, not hoped: for each such cell a second world is built in which every shown figure is the same and
 * the cell is as large as that. Last, a group whose withheld values are all 3 or less, or sum to less than 11, loses one more cell.
 *
 * <p>Source: California Health and Human Services Agency, Data De-Identification Guidelines (threshold 11, complementary cells, the rule
 * of the last sentence). The search for complementary cells is the hypercube method of official statistics, carried over to trees.
 *
 * <p>Not covered: a reader who keeps yesterday's figures of a period that still runs sees by how much they grew.
 */
final class Suppression {

    static final int SMALLEST_SHOWN = 11;

    private final Population population;
    private final BitSet withheld = new BitSet();
    private final long[] world;
    private final double[] weights;
    private final Map<Integer, List<Shift>> exchanges = new HashMap<>();
    private final Map<Integer, List<List<Shift>>> rises = new HashMap<>();
    private final Map<Integer, List<Shift>> moments = new HashMap<>();
    private final Witness witness;

    /** Is shown, for each withheld small count, the world that proves it safe. */
    interface Witness {
        void see(int cell, long[] world);
    }

    private Suppression(Population population, Witness witness) {
        this.population = population;
        this.witness = witness;
        this.world = new long[population.cells()];
        this.weights = new double[population.cells()];
    }

    /** The cells to withhold. */
    static BitSet withheld(Population population) {
        return withheld(population, (cell, world) -> {});
    }

    static BitSet withheld(Population population, Witness witness) {
        return new Suppression(population, witness).decide();
    }

    /** Whether a count standing alone may be shown. */
    static boolean isSmall(long count) {
        return count > 0 && count < SMALLEST_SHOWN;
    }

    private BitSet decide() {
        var small = IntStream.range(0, population.cells())
                .filter(cell -> isSmall(population.value(cell)))
                .boxed()
                .toList();
        for (var cell = 0; cell < weights.length; cell++) {
            weights[cell] = population.weight(cell);
        }
        for (var cell = 0; cell < world.length; cell++) {
            withheld.set(cell, !population.isTold(cell) || isSmall(population.value(cell)));
        }
        var near = oneSubtractionAway();
        small.stream()
                .sorted(Comparator.comparingDouble((Integer cell) -> -weights[cell])
                        .thenComparing(cell -> population.value(cell))
                        .thenComparing(cell -> cell))
                .forEach(cell ->
                        protect(cell, near.get(cell) ? Math.max(SMALLEST_SHOWN - 1 - population.value(cell), 1) : 1));
        widenThinGroups();
        return withheld;
    }

    /** What is told, and what follows from it by one subtraction. */
    private BitSet oneSubtractionAway() {
        var near = new BitSet();
        for (var sum : population.sums()) {
            var told = Arrays.stream(sum).filter(population::isTold).count();
            for (var cell : sum) {
                if (population.isTold(cell) || told >= 2 && population.isTold(sum[0]) || told == sum.length - 1L) {
                    near.set(cell);
                }
            }
        }
        return near;
    }

    /** Makes the cell grow by {@code need} in another world that shows the same figures, withholding what must change for that. */
    private void protect(int cell, long need) {
        for (var i = 0; i < world.length; i++) {
            world[i] = population.value(i);
        }
        var left = need;
        while (left > 0) {
            var move = cheapest(cell, left);
            var by = Math.min(move.room(), left);
            for (var i = 0; i < move.cells().length; i++) {
                world[move.cells()[i]] += by * move.signs()[i];
                withheld.set(move.cells()[i]);
            }
            left -= by;
        }
        witness.see(cell, world);
    }

    private record Move(int[] cells, int[] signs, double cost, long room) {}

    private Move cheapest(int cell, long need) {
        var category = population.categoryOf(cell);
        var best = new Best(need);
        for (var moment : moments.computeIfAbsent(population.periodOf(cell), this::moments)) {
            for (var shift : exchanges.computeIfAbsent(category, population::exchanges)) {
                best.consider(shift, moment);
                if (best.isPerfect()) {
                    return best.move();
                }
            }
            var choices = new ArrayList<Shift>();
            for (var part : rises.computeIfAbsent(category, population::rises)) {
                var choice = new Best(need);
                part.forEach(shift -> choice.consider(shift, moment));
                if (choice.shift == null) {
                    choices.clear();
                    break;
                }
                choices.add(choice.shift);
            }
            if (!choices.isEmpty()) {
                best.consider(together(choices), moment);
            }
            if (best.isPerfect()) {
                return best.move();
            }
        }
        return best.move();
    }

    private List<Shift> moments(int period) {
        var all = new ArrayList<>(population.time().exchanges(period));
        all.addAll(population.time().rises(period));
        return all;
    }

    private static Shift together(List<Shift> shifts) {
        return new Shift(
                shifts.stream()
                        .flatMapToInt(shift -> Arrays.stream(shift.nodes()))
                        .toArray(),
                shifts.stream()
                        .flatMapToInt(shift -> Arrays.stream(shift.signs()))
                        .toArray());
    }

    /** The least costly change so far: by what it makes us withhold, for each step it moves the cell. */
    private final class Best {

        private final long need;
        private @Nullable Shift shift;
        private @Nullable Shift moment;
        private double cost;
        private double score = Double.MAX_VALUE;
        private long room;

        private Best(long need) {
            this.need = need;
        }

        private boolean isPerfect() {
            return shift != null && cost == 0 && room >= need;
        }

        private void consider(Shift candidate, Shift when) {
            var newCost = 0.0;
            var newRoom = Long.MAX_VALUE;
            for (var i = 0; i < candidate.nodes().length; i++) {
                for (var j = 0; j < when.nodes().length; j++) {
                    var cell = population.cell(candidate.nodes()[i], when.nodes()[j]);
                    var told = population.isTold(cell);
                    if (told && world[cell] == 0) {
                        return; // a zero that is told is shown, so it cannot change
                    }
                    if (candidate.signs()[i] * when.signs()[j] < 0) {
                        newRoom = Math.min(newRoom, told ? world[cell] - 1 : world[cell]);
                        if (newRoom == 0) {
                            return; // what is told and withheld is known not to be zero
                        }
                    }
                    if (!withheld.get(cell)) {
                        newCost += weights[cell];
                        if (newCost / need > score) {
                            return;
                        }
                    }
                }
            }
            var newScore = newCost / Math.min(newRoom, need);
            if (newScore < score || newScore == score && newRoom > room) {
                shift = candidate;
                moment = when;
                cost = newCost;
                score = newScore;
                room = newRoom;
            }
        }

        private Move move() {
            if (shift == null || moment == null) {
                throw new IllegalStateException("a count without a leaf to count in");
            }
            var cells = new int[shift.nodes().length * moment.nodes().length];
            var signs = new int[cells.length];
            var at = 0;
            for (var i = 0; i < shift.nodes().length; i++) {
                for (var j = 0; j < moment.nodes().length; j++) {
                    cells[at] = population.cell(shift.nodes()[i], moment.nodes()[j]);
                    signs[at++] = shift.signs()[i] * moment.signs()[j];
                }
            }
            return new Move(cells, signs, cost, room);
        }
    }

    private void widenThinGroups() {
        for (var sum : population.sums()) {
            while (isThin(sum)) {
                var next = Arrays.stream(sum)
                        .filter(cell -> population.value(cell) > 0 && !withheld.get(cell))
                        .boxed()
                        .min(Comparator.comparingDouble((Integer cell) -> weights[cell])
                                .thenComparing(cell -> population.value(cell)));
                if (next.isEmpty()) {
                    break; // all of it is withheld already
                }
                withheld.set(next.get());
                protect(next.get(), 1);
            }
        }
    }

    private boolean isThin(int[] sum) {
        var hidden = 0L;
        var largest = 0L;
        var told = false;
        for (var cell : sum) {
            if (withheld.get(cell)) {
                told |= population.isTold(cell);
                hidden += population.value(cell);
                largest = Math.max(largest, population.value(cell));
            }
        }
        return told && hidden > 0 && (hidden < SMALLEST_SHOWN || largest <= 3);
    }
}
