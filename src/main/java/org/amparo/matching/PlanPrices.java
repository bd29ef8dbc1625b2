package org.amparo.matching;

import java.util.Arrays;

/**
 * What one more place in a pool would be worth, on each level: the certificate of a plan, and what it tells of scarcity. A price is the
 * shortest way, in the plan's residual graph, from "nobody" to the place: the best chain of exchanges that a new place there would set
 * off. Room that is left over is worth nothing.
 *
 * <p>Computed from a finished plan, whoever found it, by correcting labels. For a plan that could be improved there are no prices: either
 * none are found, or {@link PlanProof} refutes those that are.
 */
final class PlanPrices {

    private final long[][] pool;
    private final long[][] provider;

    PlanPrices(long[][] pool, long[][] provider) {
        this.pool = pool;
        this.provider = provider;
    }

    /** What one more place in the pool would save on the level, never less than nothing on the first. */
    long pool(int level, int index) {
        return pool[level][index];
    }

    long provider(int level, int index) {
        return provider[level][index];
    }

    /**
     * @param levels on how many levels, from the first
     * @throws IllegalStateException when cases could change places for the better
     */
    static PlanPrices of(PlanProblem problem, int[] chosen, int levels) {
        return new Labels(problem, chosen, levels).correct();
    }

    /** Ways from "nobody" to pools and providers, corrected until none gets shorter; values are negated prices. */
    private static final class Labels {

        private final PlanProblem problem;
        private final int[] chosen;
        private final int levels;
        private final int pools;
        private final int[][] casesOfPool;
        private final int[][] poolsOfProvider;
        private final int[] placed;
        /** Pools first, then providers. */
        private final long[][] way;

        private final boolean[] waiting;
        private final int[] queue;
        private final int[] corrected;
        private int head;
        private int length;
        private final long[] at = new long[PlanProblem.LEVELS];

        Labels(PlanProblem problem, int[] chosen, int levels) {
            this.problem = problem;
            this.chosen = chosen;
            this.levels = levels;
            this.pools = problem.pools();
            var nodes = pools + problem.providers();
            way = new long[PlanProblem.LEVELS][nodes];
            waiting = new boolean[nodes];
            corrected = new int[nodes];
            queue = new int[Math.max(1, nodes)];
            placed = new int[problem.providers()];
            casesOfPool = casesOfPool();
            poolsOfProvider = poolsOfProvider();
        }

        PlanPrices correct() {
            for (var node = 0; node < way[0].length; node++) {
                enqueue(node); // nobody is always there to take a place that is left over, for nothing
            }
            for (var index = 0; index < problem.providers(); index++) {
                // taking back a provider's last placement
                for (var level = 0; level < levels; level++) {
                    at[level] = placed[index] == 0 ? 0 : -problem.costOfPlacement(level, index, placed[index]);
                }
                improve(pools + index);
            }
            for (var index = 0; index < chosen.length; index++) {
                if (chosen[index] == PlanSolver.WAITS) {
                    relaxPairs(index, PlanSolver.WAITS);
                }
            }
            while (length > 0) {
                var node = queue[head];
                head = (head + 1) % queue.length;
                length--;
                waiting[node] = false;
                if (++corrected[node] > way[0].length + 1) {
                    throw new IllegalStateException("cases could change places for the better");
                }
                if (node < pools) {
                    relaxPool(node);
                } else {
                    relaxProvider(node - pools);
                }
            }
            var poolPrices = new long[PlanProblem.LEVELS][];
            var providerPrices = new long[PlanProblem.LEVELS][];
            for (var level = 0; level < PlanProblem.LEVELS; level++) {
                poolPrices[level] = negated(way[level], 0, pools);
                providerPrices[level] = negated(way[level], pools, way[level].length);
            }
            return new PlanPrices(poolPrices, providerPrices);
        }

        /** Whoever is placed in the pool could leave it for another; a place not used could be taken. */
        private void relaxPool(int index) {
            for (var each : casesOfPool[index]) {
                relaxPairs(each, index);
            }
            if (casesOfPool[index].length < problem.room(index)) {
                from(index);
                improve(pools + problem.provider(index));
            }
        }

        /** A placement in one pool of the provider could be taken back for one in another. */
        private void relaxProvider(int index) {
            for (var each : poolsOfProvider[index]) {
                if (casesOfPool[each].length > 0) {
                    from(pools + index);
                    improve(each);
                }
            }
        }

        private void relaxPairs(int caseIndex, int current) {
            var pair = chosen[caseIndex];
            var base0 = current == PlanSolver.WAITS
                    ? -problem.costOfWaiting(0, caseIndex)
                    : way[0][current] - problem.cost(0, pair);
            var base1 = current == PlanSolver.WAITS ? 0 : way[1][current] - problem.cost(1, pair);
            var base2 = current == PlanSolver.WAITS ? 0 : way[2][current] - problem.cost(2, pair);
            for (var other = problem.firstPair(caseIndex); other < problem.endOfPairs(caseIndex); other++) {
                var node = problem.pool(other);
                var first = base0 + problem.cost(0, other);
                if (node != current && first <= way[0][node]) {
                    at[0] = first;
                    at[1] = levels > 1 ? base1 + problem.cost(1, other) : 0;
                    at[2] = levels > 2 ? base2 + problem.cost(2, other) : 0;
                    improve(node);
                }
            }
        }

        private void from(int node) {
            for (var level = 0; level < PlanProblem.LEVELS; level++) {
                at[level] = way[level][node];
            }
        }

        private void improve(int node) {
            for (var level = 0; level < levels; level++) {
                if (at[level] != way[level][node]) {
                    if (at[level] < way[level][node]) {
                        for (var each = 0; each < PlanProblem.LEVELS; each++) {
                            way[each][node] = at[each];
                        }
                        enqueue(node);
                    }
                    return;
                }
            }
        }

        private void enqueue(int node) {
            if (!waiting[node]) {
                waiting[node] = true;
                queue[(head + length) % queue.length] = node;
                length++;
            }
        }

        private int[][] casesOfPool() {
            var sizes = new int[pools];
            for (var pair : chosen) {
                if (pair != PlanSolver.WAITS) {
                    sizes[problem.pool(pair)]++;
                    placed[problem.provider(problem.pool(pair))]++;
                }
            }
            var cases = new int[pools][];
            Arrays.setAll(cases, index -> new int[sizes[index]]);
            Arrays.fill(sizes, 0);
            for (var index = 0; index < chosen.length; index++) {
                if (chosen[index] != PlanSolver.WAITS) {
                    var itsPool = problem.pool(chosen[index]);
                    cases[itsPool][sizes[itsPool]++] = index;
                }
            }
            return cases;
        }

        private int[][] poolsOfProvider() {
            var sizes = new int[problem.providers()];
            for (var index = 0; index < pools; index++) {
                sizes[problem.provider(index)]++;
            }
            var grouped = new int[problem.providers()][];
            Arrays.setAll(grouped, index -> new int[sizes[index]]);
            Arrays.fill(sizes, 0);
            for (var index = 0; index < pools; index++) {
                var its = problem.provider(index);
                grouped[its][sizes[its]++] = index;
            }
            return grouped;
        }

        private static long[] negated(long[] values, int from, int to) {
            var negated = new long[to - from];
            for (var index = from; index < to; index++) {
                negated[index - from] = -values[index];
            }
            return negated;
        }
    }
}
