package org.amparo.matching;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the plan with the minimum-cost flow of OR-Tools. One level after the other: the prices of a level tell which choices are as good
 * as the best; the next level chooses only among those. So every number stays small enough for the library, and the order of the
 * levels is strict.
 *
 * <p>What the prices of earlier levels have decided is taken out of the next flow: a case with one choice left, room that must be full
 * or must stay empty.
 */
final class NativeFlow implements PlanSolver {

    private static final Logger log = LoggerFactory.getLogger(NativeFlow.class);

    /** Costs up to here times the number of nodes are within what the library can count. */
    private static final long MOST = Long.MAX_VALUE >> 4;

    private NativeFlow() {}

    /** Loads the native part once for this process. */
    private static final class Library {

        static final boolean LOADED = load();

        private static boolean load() {
            try {
                Loader.loadNativeLibraries();
                new MinCostFlow(1, 1).delete();
                return true;
            } catch (Exception | LinkageError unavailable) {
                log.warn(
                        "The native part of OR-Tools cannot be used here ({}): docket plans are made by the built-in solver",
                        unavailable.getClass().getName());
                return false;
            }
        }
    }

    static boolean isAvailable() {
        return Library.LOADED;
    }

    /** @throws IllegalStateException when the native part is missing */
    static NativeFlow load() {
        if (!isAvailable()) {
            throw new IllegalStateException("the native part of OR-Tools is not here");
        }
        return new NativeFlow();
    }

    @Override
    public String name() {
        return "OR_TOOLS";
    }

    @Override
    public int[] solve(PlanProblem problem) {
        if (problem.cases() == 0) {
            return new int[0];
        }
        var chosen = new Stage(problem, 0, new int[0], null).solve();
        for (var level = 1; level < PlanProblem.LEVELS; level++) {
            chosen = new Stage(problem, level, chosen, PlanPrices.of(problem, chosen, level)).solve();
        }
        return chosen;
    }

    /** One level's flow among the choices that are best on all levels before. */
    private static final class Stage {

        private static final int OPEN = -2;

        private final PlanProblem problem;
        private final int level;
        private final int[] before;
        private final PlanPrices prices;

        private final int cases;
        private final int pools;
        private final int sink;
        private final MinCostFlow flow;
        private final long[] supply;
        /** Arcs of cases in the order they were made: which case, and which pair. */
        private int[] arcCase;

        private int[] arcPair;
        private int arcs;

        Stage(PlanProblem problem, int level, int[] before, @Nullable PlanPrices prices) {
            this.problem = problem;
            this.level = level;
            this.before = before;
            this.prices = prices == null ? free(problem) : prices;
            cases = problem.cases();
            pools = problem.pools();
            sink = cases + pools + problem.providers();
            supply = new long[sink + 1];
            var most = problem.pairs() + cases;
            arcCase = new int[level == 0 ? most : Math.min(most, 1024)];
            arcPair = new int[arcCase.length];
            flow = new MinCostFlow(sink + 1, level == 0 ? most + pools + problem.providers() : 1024);
        }

        private static PlanPrices free(PlanProblem problem) {
            return new PlanPrices(
                    new long[PlanProblem.LEVELS][problem.pools()], new long[PlanProblem.LEVELS][problem.providers()]);
        }

        int[] solve() {
            try {
                var chosen = new int[cases];
                for (var index = 0; index < cases; index++) {
                    chosen[index] = open(index);
                }
                if (arcs == 0) {
                    return before.clone();
                }
                openPools();
                openProviders();
                var total = 0L;
                for (var node = 0; node < sink; node++) {
                    total += supply[node];
                    if (supply[node] != 0) {
                        flow.setNodeSupply(node, supply[node]);
                    }
                }
                flow.setNodeSupply(sink, -total);
                var status = flow.solve();
                if (status != MinCostFlowBase.Status.OPTIMAL) {
                    throw new IllegalStateException("OR-Tools answers " + status);
                }
                for (var arc = 0; arc < arcs; arc++) {
                    if (flow.getFlow(arc) > 0) {
                        chosen[arcCase[arc]] = arcPair[arc];
                    }
                }
                return chosen;
            } finally {
                flow.delete();
            }
        }

        /** @return what the case does when earlier levels leave it no choice, else {@link #OPEN} until the flow has told */
        private int open(int index) {
            if (level == 0) {
                var waiting = problem.costOfWaiting(0, index);
                for (var pair = problem.firstPair(index); pair < problem.endOfPairs(index); pair++) {
                    arc(index, pair, cases + problem.pool(pair), problem.cost(0, pair));
                }
                arc(index, WAITS, sink, waiting);
                supply[index] = 1;
                return OPEN;
            }
            var own = before[index];
            var choices = 0;
            for (var pair = problem.firstPair(index); pair < problem.endOfPairs(index); pair++) {
                choices += isAsGood(index, pair, own) ? 1 : 0;
            }
            choices += isAsGood(index, WAITS, own) ? 1 : 0;
            if (choices == 1) {
                if (own != WAITS) {
                    supply[cases + problem.pool(own)]++;
                }
                return own;
            }
            supply[index] = 1;
            for (var pair = problem.firstPair(index); pair < problem.endOfPairs(index); pair++) {
                if (isAsGood(index, pair, own)) {
                    arc(index, pair, cases + problem.pool(pair), problem.cost(level, pair));
                }
            }
            if (isAsGood(index, WAITS, own)) {
                arc(index, WAITS, sink, problem.costOfWaiting(level, index));
            }
            return OPEN;
        }

        private boolean isAsGood(int index, int option, int own) {
            if (option == own) {
                return true;
            }
            for (var earlier = 0; earlier < level; earlier++) {
                if (value(earlier, index, option) != value(earlier, index, own)) {
                    return false;
                }
            }
            return true;
        }

        private long value(int onLevel, int index, int option) {
            return option == WAITS
                    ? problem.costOfWaiting(onLevel, index)
                    : problem.cost(onLevel, option) + prices.pool(onLevel, problem.pool(option));
        }

        private void arc(int index, int pair, int to, long cost) {
            check(cost);
            if (arcs == arcCase.length) {
                arcCase = Arrays.copyOf(arcCase, arcs * 2);
                arcPair = Arrays.copyOf(arcPair, arcs * 2);
            }
            arcCase[arcs] = index;
            arcPair[arcs] = pair;
            arcs++;
            flow.addArcWithCapacityAndUnitCost(index, to, 1, cost);
        }

        private void openPools() {
            for (var index = 0; index < pools; index++) {
                var provider = problem.provider(index);
                var room = problem.room(index);
                var compared = compare(index, provider);
                if (compared == 0) {
                    flow.addArcWithCapacityAndUnitCost(cases + index, cases + pools + provider, room, 0);
                } else if (compared > 0) { // dearer than its provider: full in every best plan
                    supply[cases + index] -= room;
                    supply[cases + pools + provider] += room;
                }
            }
        }

        private int compare(int pool, int provider) {
            for (var earlier = 0; earlier < level; earlier++) {
                var compared = Long.compare(prices.pool(earlier, pool), prices.provider(earlier, provider));
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        }

        private void openProviders() {
            for (var index = 0; index < problem.providers(); index++) {
                var node = cases + pools + index;
                for (var n = 1; n <= problem.roomOfProvider(index); n++) {
                    var compared = comparePlacement(index, n);
                    if (compared < 0) { // worth more than it costs: taken in every best plan
                        supply[node]--;
                    } else if (compared == 0) {
                        var same = n;
                        while (same < problem.roomOfProvider(index)
                                && comparePlacement(index, same + 1) == 0
                                && problem.costOfPlacement(level, index, same + 1)
                                        == problem.costOfPlacement(level, index, n)) {
                            same++;
                        }
                        var cost = problem.costOfPlacement(level, index, n);
                        check(cost);
                        flow.addArcWithCapacityAndUnitCost(node, sink, same - n + 1L, cost);
                        n = same;
                    }
                }
            }
        }

        private int comparePlacement(int provider, int n) {
            for (var earlier = 0; earlier < level; earlier++) {
                var compared =
                        Long.compare(problem.costOfPlacement(earlier, provider, n), prices.provider(earlier, provider));
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        }

        private void check(long cost) {
            if (cost > MOST / (sink + 1L)) {
                throw new IllegalStateException("a cost is too large for the library");
            }
        }
    }
}
