package org.amparo.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one more place in a pool would be worth, on each level: the certificate of a plan, and what it tells of scarcity. A price is the
 * shortest way, in the plan's residual graph, from "nobody" to the place: the best chain of exchanges that a new place there would set
 * off. Room that is left over is worth nothing.
 *
 * <p>Computed from a finished plan, whoever found it, by correcting labels. For a plan that could be improved there are no prices.
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
        var prices = find(problem, chosen, levels);
        if (prices == null) {
            throw new IllegalStateException("cases could change places for the better");
        }
        return prices;
    }

    /**
     * @param levels on how many levels, from the first
     * @return {@code null} when cases could change places for the better
     */
    static @Nullable PlanPrices find(PlanProblem problem, int[] chosen, int levels) {
        return new Labels(problem, chosen, levels).correct();
    }

    /**
     * Ways from "nobody" to pools and providers, corrected until none gets shorter; values are negated prices. Of all cases of a pool that
     * could go to another one, only the one that does it most cheaply counts: it is found once, so that a correction looks at pools and
     * not at cases.
     */
    private static final class Labels {

        private static final int NOBODY = -1;

        private final PlanProblem problem;
        private final int[] chosen;
        private final int levels;
        private final int pools;
        private final int[] inPool;
        private final int[] placed;
        private final int[][] poolsOfProvider;
        private final Exchanges exchanges;
        /** Pools first, then providers. */
        private final long[][] way;

        private final int[] cameFrom;
        private final boolean[] waiting;
        private final int[] queue;
        private int head;
        private int length;
        private final int[] visited;

        Labels(PlanProblem problem, int[] chosen, int levels) {
            this.problem = problem;
            this.chosen = chosen;
            this.levels = levels;
            this.pools = problem.pools();
            var nodes = pools + problem.providers();
            way = new long[PlanProblem.LEVELS][nodes];
            cameFrom = new int[nodes];
            Arrays.fill(cameFrom, NOBODY);
            waiting = new boolean[nodes];
            visited = new int[nodes];
            queue = new int[Math.max(1, nodes)];
            inPool = new int[pools];
            placed = new int[problem.providers()];
            for (var pair : chosen) {
                if (pair != PlanSolver.WAITS) {
                    inPool[problem.pool(pair)]++;
                    placed[problem.provider(problem.pool(pair))]++;
                }
            }
            poolsOfProvider = poolsOfProvider();
            exchanges = new Exchanges(problem, chosen, inPool, levels);
        }

        @Nullable
        PlanPrices correct() {
            for (var node = 0; node < way[0].length; node++) {
                enqueue(node); // nobody is always there to take a place that is left over, for nothing
            }
            for (var index = 0; index < problem.providers(); index++) {
                // taking back a provider's last placement
                if (placed[index] > 0) {
                    improve(
                            pools + index,
                            NOBODY,
                            -problem.costOfPlacement(0, index, placed[index]),
                            -problem.costOfPlacement(1, index, placed[index]),
                            -problem.costOfPlacement(2, index, placed[index]));
                }
            }
            for (var index = 0; index < chosen.length; index++) {
                if (chosen[index] == PlanSolver.WAITS) {
                    letIn(index);
                }
            }
            for (var corrections = 1; length > 0; corrections++) {
                if (corrections % way[0].length == 0 && goesInCircles()) {
                    return null;
                }
                var node = queue[head];
                head = head + 1 == queue.length ? 0 : head + 1;
                length--;
                waiting[node] = false;
                if (node < pools) {
                    leavePool(node);
                } else {
                    leaveProvider(node - pools);
                }
            }
            if (endsForLess()) {
                return null;
            }
            var poolPrices = new long[PlanProblem.LEVELS][];
            var providerPrices = new long[PlanProblem.LEVELS][];
            for (var level = 0; level < PlanProblem.LEVELS; level++) {
                poolPrices[level] = negated(way[level], 0, pools);
                providerPrices[level] = negated(way[level], pools, way[level].length);
            }
            return new PlanPrices(poolPrices, providerPrices);
        }

        /** Who waits would take a place. */
        private void letIn(int index) {
            for (var pair = problem.firstPair(index); pair < problem.endOfPairs(index); pair++) {
                improve(
                        problem.pool(pair),
                        NOBODY,
                        problem.cost(0, pair) - problem.costOfWaiting(0, index),
                        problem.cost(1, pair) - problem.costOfWaiting(1, index),
                        problem.cost(2, pair) - problem.costOfWaiting(2, index));
            }
        }

        /** Whoever is placed in the pool could leave it for another; a place not used could be taken. */
        private void leavePool(int index) {
            var way0 = way[0][index];
            var way1 = way[1][index];
            var way2 = way[2][index];
            for (var each = exchanges.first(index); each < exchanges.first(index + 1); each++) {
                improve(
                        exchanges.to[each],
                        index,
                        way0 + exchanges.change0[each],
                        way1 + exchanges.change1[each],
                        way2 + exchanges.change2[each]);
            }
            if (inPool[index] < problem.room(index)) {
                improve(pools + problem.provider(index), index, way0, way1, way2);
            }
        }

        /** A placement in one pool of the provider could be taken back for one in another. */
        private void leaveProvider(int index) {
            var node = pools + index;
            for (var each : poolsOfProvider[index]) {
                if (inPool[each] > 0) {
                    improve(each, node, way[0][node], way[1][node], way[2][node]);
                }
            }
        }

        /** A way from nobody that ends with nobody as well, and saves something: by leaving somebody out, or by a placement more. */
        private boolean endsForLess() {
            for (var index = 0; index < chosen.length; index++) {
                var pair = chosen[index];
                if (pair != PlanSolver.WAITS
                        && savesAt(
                                problem.pool(pair),
                                problem.costOfWaiting(0, index) - problem.cost(0, pair),
                                problem.costOfWaiting(1, index) - problem.cost(1, pair),
                                problem.costOfWaiting(2, index) - problem.cost(2, pair))) {
                    return true;
                }
            }
            for (var index = 0; index < problem.providers(); index++) {
                var next = placed[index] + 1;
                if (next <= problem.roomOfProvider(index)
                        && savesAt(
                                pools + index,
                                problem.costOfPlacement(0, index, next),
                                problem.costOfPlacement(1, index, next),
                                problem.costOfPlacement(2, index, next))) {
                    return true;
                }
            }
            return false;
        }

        private boolean savesAt(int node, long first, long second, long third) {
            if (way[0][node] + first != 0) {
                return way[0][node] + first < 0;
            }
            if (levels == 1 || way[1][node] + second != 0) {
                return levels > 1 && way[1][node] + second < 0;
            }
            return levels > 2 && way[2][node] + third < 0;
        }

        private void improve(int node, int from, long first, long second, long third) {
            if (first > way[0][node]) {
                return;
            }
            if (first == way[0][node]) {
                if (levels == 1 || second > way[1][node]) {
                    return;
                }
                if (second == way[1][node] && (levels == 2 || third >= way[2][node])) {
                    return;
                }
            }
            way[0][node] = first;
            way[1][node] = levels > 1 ? second : 0;
            way[2][node] = levels > 2 ? third : 0;
            cameFrom[node] = from;
            enqueue(node);
        }

        private void enqueue(int node) {
            if (!waiting[node]) {
                waiting[node] = true;
                queue[(head + length) % queue.length] = node;
                length++;
            }
        }

        /** A way that leads back to where it has been got shorter on the way round, and would do so for ever. */
        private boolean goesInCircles() {
            Arrays.fill(visited, 0);
            for (var start = 0; start < visited.length; start++) {
                var node = start;
                while (node != NOBODY && visited[node] == 0) {
                    visited[node] = start + 1;
                    node = cameFrom[node];
                }
                if (node != NOBODY && visited[node] == start + 1) {
                    return true;
                }
            }
            return false;
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

    /** For each two pools, by how much it changes the costs when the case goes from one to the other that does so most cheaply. */
    private static final class Exchanges {

        private final int levels;
        private final int[] firsts;
        private int[] to = new int[1024];
        private long[] change0 = new long[1024];
        private long[] change1 = new long[1024];
        private long[] change2 = new long[1024];
        private int size;

        Exchanges(PlanProblem problem, int[] chosen, int[] inPool, int levels) {
            this.levels = levels;
            firsts = new int[inPool.length + 1];
            var begin = new int[inPool.length + 1];
            for (var pool = 0; pool < inPool.length; pool++) {
                begin[pool + 1] = begin[pool] + inPool[pool];
            }
            var casesByPool = new int[begin[inPool.length]];
            var next = Arrays.copyOf(begin, inPool.length);
            for (var index = 0; index < chosen.length; index++) {
                if (chosen[index] != PlanSolver.WAITS) {
                    casesByPool[next[problem.pool(chosen[index])]++] = index;
                }
            }
            var exchange = new int
                    [inPool.length]; // by the other pool, one more than its number; older ones are another pool's
            for (var pool = 0; pool < inPool.length; pool++) {
                firsts[pool] = size;
                for (var each = begin[pool]; each < begin[pool + 1]; each++) {
                    add(problem, casesByPool[each], pool, chosen[casesByPool[each]], exchange);
                }
            }
            firsts[inPool.length] = size;
        }

        int first(int pool) {
            return firsts[pool];
        }

        private void add(PlanProblem problem, int index, int pool, int own, int[] exchange) {
            for (var pair = problem.firstPair(index); pair < problem.endOfPairs(index); pair++) {
                var other = problem.pool(pair);
                if (other == pool) {
                    continue;
                }
                var first = problem.cost(0, pair) - problem.cost(0, own);
                var second = levels > 1 ? problem.cost(1, pair) - problem.cost(1, own) : 0;
                var third = levels > 2 ? problem.cost(2, pair) - problem.cost(2, own) : 0;
                var known = exchange[other] - 1;
                if (known < firsts[pool]) {
                    known = size++;
                    exchange[other] = size;
                    if (known == to.length) {
                        grow();
                    }
                    to[known] = other;
                } else if (!isLess(first, second, third, known)) {
                    continue;
                }
                change0[known] = first;
                change1[known] = second;
                change2[known] = third;
            }
        }

        private boolean isLess(long first, long second, long third, int than) {
            if (first != change0[than]) {
                return first < change0[than];
            }
            return second != change1[than] ? second < change1[than] : third < change2[than];
        }

        private void grow() {
            to = Arrays.copyOf(to, size * 2);
            change0 = Arrays.copyOf(change0, size * 2);
            change1 = Arrays.copyOf(change1, size * 2);
            change2 = Arrays.copyOf(change2, size * 2);
        }
    }
}
