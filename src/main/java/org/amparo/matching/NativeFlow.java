package org.amparo.matching;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the plan with the minimum-cost flow of OR-Tools. A first flow, over the {@linkplain PlanCore pairs that matter}, finds the best plan
 * on all levels but that of ties, their costs added up. Whether the order of the levels stayed strict in that sum is not assumed: its plan
 * has prices on every level, or it is found again one level after the other. The prices tell which choices are as good as the best; a second
 * flow decides among those only, by the level of ties. So every number stays small enough for the library, and the order strict.
 *
 * <p>What the prices of earlier levels have decided is taken out of the next flow: a case with one choice left, room that must be full
 * or must stay empty.
 */
final class NativeFlow implements PlanSolver {

    private static final Logger log = LoggerFactory.getLogger(NativeFlow.class);

    /** Costs up to here times the number of nodes are within what the library can count. */
    private static final long MOST = Long.MAX_VALUE >> 4;

    /** The level on which what still ties is decided. */
    private static final int TIES = PlanProblem.LEVELS - 1;

    /** So many pairs of a case are looked at first. */
    private static final int CHOICES = 4;

    /** For so many cases shifted by the most there is the levels keep their order when added up. */
    private static final int EXCHANGES = 4;

    private final int choices;
    private final int exchanges;

    /**
     * @param choices so many pairs of a case are looked at first, one or more
     * @param exchanges how much order there is in the sum of the levels; 0 for one level after the other
     */
    NativeFlow(int choices, int exchanges) {
        if (!isAvailable()) {
            throw new IllegalStateException("the native part of OR-Tools is not here");
        }
        this.choices = choices;
        this.exchanges = exchanges;
    }

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
        return new NativeFlow(CHOICES, EXCHANGES);
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
        var core = PlanCore.of(problem, choices);
        while (true) {
            var docket = core.docket();
            var chosen = addedUp(docket);
            var prices = chosen == null ? null : PlanPrices.find(docket, chosen, TIES);
            if (chosen == null || prices == null) {
                chosen = oneByOne(docket);
                prices = PlanPrices.of(docket, chosen, TIES);
            }
            var plan = core.inWhole(chosen);
            if (!core.widen(plan, prices, TIES)) {
                return new Stage(problem, TIES, plan, prices).solve();
            }
        }
    }

    /** All levels but that of ties in one flow; {@code null} where the library cannot count so far. */
    private int @Nullable [] addedUp(PlanProblem problem) {
        var sum = AddedUp.of(problem, exchanges);
        return sum == null ? null : new Stage(problem, sum).solve();
    }

    /** All levels but that of ties, one flow after the other: always exact. */
    private static int[] oneByOne(PlanProblem problem) {
        var chosen = new Stage(problem, 0, new int[0], null).solve();
        for (var level = 1; level < TIES; level++) {
            chosen = new Stage(problem, level, chosen, PlanPrices.of(problem, chosen, level)).solve();
        }
        return chosen;
    }

    /** What one flow makes as small as it can be. */
    private interface Costs {

        long ofPair(int pair);

        long ofWaiting(int index);

        long ofPlacement(int provider, int n);
    }

    private record OfLevel(PlanProblem problem, int level) implements Costs {

        @Override
        public long ofPair(int pair) {
            return problem.cost(level, pair);
        }

        @Override
        public long ofWaiting(int index) {
            return problem.costOfWaiting(level, index);
        }

        @Override
        public long ofPlacement(int provider, int n) {
            return problem.costOfPlacement(level, provider, n);
        }
    }

    /**
     * The levels before that of ties in one number. Weights that keep their order whatever a plan exchanges are mostly too large to be counted, and
     * every digit costs time. So these keep it as long as an exchange shifts no more than a few cases by the most there is; whether that was enough is
     * told by the prices of the levels.
     */
    private record AddedUp(PlanProblem problem, long gradeWeight, long lateWeight) implements Costs {

        static @Nullable AddedUp of(PlanProblem problem, int exchanges) {
            var latest = 0L;
            var dearest = 0L;
            for (var index = 0; index < problem.cases(); index++) {
                latest = Math.max(latest, problem.lateWaiting(index));
            }
            for (var pair = 0; pair < problem.pairs(); pair++) {
                latest = Math.max(latest, problem.late(pair));
                dearest = Math.max(dearest, problem.cost(1, pair));
            }
            dearest += problem.lossWeight();
            var nodes = problem.cases() + problem.pools() + problem.providers() + 1.0;
            for (var most = Math.min(exchanges, problem.pools() + 2); most > 0; most--) {
                var grade = most * latest + 1;
                var largest = ((double) PlanProblem.GRADES * grade + latest) * (most * (double) dearest + 1) + dearest;
                if (largest * nodes < MOST) {
                    return new AddedUp(problem, grade, most * dearest + 1);
                }
            }
            return null;
        }

        @Override
        public long ofPair(int pair) {
            return problem.late(pair) * lateWeight + problem.cost(1, pair);
        }

        @Override
        public long ofWaiting(int index) {
            return ((PlanProblem.GRADES - problem.grade(index)) * gradeWeight + problem.lateWaiting(index))
                    * lateWeight;
        }

        @Override
        public long ofPlacement(int provider, int n) {
            return problem.costOfPlacement(1, provider, n);
        }
    }

    /** One flow, among the choices that are best on all levels before. */
    private static final class Stage {

        private static final int OPEN = -2;

        private final PlanProblem problem;
        private final Costs costs;
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

        /** All levels at once. */
        Stage(PlanProblem problem, AddedUp sum) {
            this(problem, sum, 0, new int[0], null);
        }

        Stage(PlanProblem problem, int level, int[] before, @Nullable PlanPrices prices) {
            this(problem, new OfLevel(problem, level), level, before, prices);
        }

        private Stage(PlanProblem problem, Costs costs, int level, int[] before, @Nullable PlanPrices prices) {
            this.problem = problem;
            this.costs = costs;
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
                var waiting = costs.ofWaiting(index);
                for (var pair = problem.firstPair(index); pair < problem.endOfPairs(index); pair++) {
                    arc(index, pair, cases + problem.pool(pair), costs.ofPair(pair));
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
                    arc(index, pair, cases + problem.pool(pair), costs.ofPair(pair));
                }
            }
            if (isAsGood(index, WAITS, own)) {
                arc(index, WAITS, sink, costs.ofWaiting(index));
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
                                && costs.ofPlacement(index, same + 1) == costs.ofPlacement(index, n)) {
                            same++;
                        }
                        var cost = costs.ofPlacement(index, n);
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
