package org.amparo.matching;

import java.util.Arrays;

/**
 * Our own solver, exact on all levels at once: cases come one after the other, and each takes the cheapest chain of exchanges that
 * makes room for it, or waits (successive shortest paths). After every case the plan of all cases so far is the best one, so that a
 * plan can be brought up to date by one arrival without being made anew.
 *
 * <p>Chains are searched in order of reduced cost; the numbers kept for pools and providers are lower bounds of what the way out from
 * there costs, and rise as room fills up. Costs are vectors of levels, compared in order.
 */
final class AugmentingPaths implements PlanSolver {

    @Override
    public String name() {
        return "AUGMENTING_PATHS";
    }

    @Override
    public int[] solve(PlanProblem problem) {
        var plan = new Growing(problem);
        for (var grade = 0; grade < PlanProblem.GRADES; grade++) {
            for (var index = 0; index < problem.cases(); index++) {
                if (problem.grade(index) == grade) {
                    plan.add(index);
                }
            }
        }
        return plan.chosen();
    }

    /** The best plan of the cases added so far. */
    static final class Growing {

        private static final int NOBODY = -1;

        private final PlanProblem problem;
        private final int pools;
        private final int exit;
        private final int[] chosen;
        private final int[][] casesOf;
        private final int[] used;
        private final int[] placeInPool;
        private final int[] placed;
        private final int[][] poolsOf;

        /** What the way out costs at least: pools, providers, and the exit itself. */
        private final long[] out0;

        private final long[] out1;
        private final long[] out2;

        private final long[] way0;
        private final long[] way1;
        private final long[] way2;
        private final int[] cameFrom;
        /** The case that moves from the node before, or {@link #NOBODY}. */
        private final int[] mover;

        private final int[] moverPair;
        private final int[] seenIn;
        private final int[] settled;
        private int settledCount;
        private int search;
        private final Heap heap;

        Growing(PlanProblem problem) {
            this.problem = problem;
            pools = problem.pools();
            exit = pools + problem.providers();
            var nodes = exit + 1;
            chosen = new int[problem.cases()];
            Arrays.fill(chosen, WAITS);
            casesOf = new int[pools][];
            Arrays.setAll(casesOf, index -> new int[Math.min(8, problem.room(index))]);
            used = new int[pools];
            placeInPool = new int[problem.cases()];
            placed = new int[problem.providers()];
            poolsOf = poolsOfProvider(problem);
            out0 = new long[nodes];
            out1 = new long[nodes];
            out2 = new long[nodes];
            way0 = new long[nodes];
            way1 = new long[nodes];
            way2 = new long[nodes];
            cameFrom = new int[nodes];
            mover = new int[nodes];
            moverPair = new int[nodes];
            seenIn = new int[nodes];
            settled = new int[nodes];
            heap = new Heap(nodes);
        }

        int[] chosen() {
            return chosen.clone();
        }

        /** Lets one more case in: afterwards the plan is the best one with it. */
        void add(int newcomer) {
            search++;
            settledCount = 0;
            heap.clear();
            reach(
                    exit,
                    problem.costOfWaiting(0, newcomer),
                    problem.costOfWaiting(1, newcomer),
                    problem.costOfWaiting(2, newcomer),
                    NOBODY,
                    newcomer,
                    WAITS);
            for (var pair = problem.firstPair(newcomer); pair < problem.endOfPairs(newcomer); pair++) {
                var node = problem.pool(pair);
                reach(
                        node,
                        problem.cost(0, pair) + out0[node],
                        problem.cost(1, pair) + out1[node],
                        problem.cost(2, pair) + out2[node],
                        NOBODY,
                        newcomer,
                        pair);
            }
            while (true) {
                var node = heap.take();
                if (node == exit) {
                    break;
                }
                settled[settledCount++] = node;
                if (node < pools) {
                    leavePool(node);
                } else {
                    leaveProvider(node - pools);
                }
            }
            raise();
            exchange();
        }

        private void leavePool(int index) {
            var base0 = way0[index] - out0[index];
            var base1 = way1[index] - out1[index];
            var base2 = way2[index] - out2[index];
            if (used[index] < problem.room(index)) {
                var node = pools + problem.provider(index);
                reach(node, base0 + out0[node], base1 + out1[node], base2 + out2[node], index, NOBODY, WAITS);
            }
            var cases = casesOf[index];
            for (var place = 0; place < used[index]; place++) {
                var each = cases[place];
                var pair = chosen[each];
                var leave0 = base0 - problem.cost(0, pair);
                var leave1 = base1 - problem.cost(1, pair);
                var leave2 = base2 - problem.cost(2, pair);
                reach(exit, leave0 + problem.costOfWaiting(0, each), leave1, leave2, index, each, WAITS);
                for (var other = problem.firstPair(each); other < problem.endOfPairs(each); other++) {
                    var node = problem.pool(other);
                    var first = leave0 + problem.cost(0, other) + out0[node];
                    if (node != index && first <= way0[exit]) {
                        reach(
                                node,
                                first,
                                leave1 + problem.cost(1, other) + out1[node],
                                leave2 + problem.cost(2, other) + out2[node],
                                index,
                                each,
                                other);
                    }
                }
            }
        }

        private void leaveProvider(int index) {
            var node = pools + index;
            var base0 = way0[node] - out0[node];
            var base1 = way1[node] - out1[node];
            var base2 = way2[node] - out2[node];
            if (placed[index] < problem.roomOfProvider(index)) {
                var n = placed[index] + 1;
                reach(
                        exit,
                        base0 + problem.costOfPlacement(0, index, n),
                        base1 + problem.costOfPlacement(1, index, n),
                        base2 + problem.costOfPlacement(2, index, n),
                        node,
                        NOBODY,
                        WAITS);
            }
            for (var each : poolsOf[index]) {
                if (used[each] > 0) {
                    reach(each, base0 + out0[each], base1 + out1[each], base2 + out2[each], node, NOBODY, WAITS);
                }
            }
        }

        private void reach(int node, long first, long second, long third, int from, int who, int pair) {
            if (seenIn[node] == search && !isLess(first, second, third, node)) {
                return;
            }
            if (node != exit && seenIn[exit] == search && !isLess(first, second, third, exit)) {
                return;
            }
            way0[node] = first;
            way1[node] = second;
            way2[node] = third;
            cameFrom[node] = from;
            mover[node] = who;
            moverPair[node] = pair;
            if (seenIn[node] == search) {
                heap.rise(node);
            } else {
                seenIn[node] = search;
                heap.put(node);
            }
        }

        private boolean isLess(long first, long second, long third, int than) {
            if (first != way0[than]) {
                return first < way0[than];
            }
            if (second != way1[than]) {
                return second < way1[than];
            }
            return third < way2[than];
        }

        /** Nodes nearer than the exit turned out to be farther from it than was known. */
        private void raise() {
            for (var each = 0; each < settledCount; each++) {
                var node = settled[each];
                out0[node] += way0[exit] - way0[node];
                out1[node] += way1[exit] - way1[node];
                out2[node] += way2[exit] - way2[node];
            }
        }

        /** Moves everybody along the way found, from its end. */
        private void exchange() {
            var node = exit;
            while (true) {
                var from = cameFrom[node];
                var who = mover[node];
                if (who == NOBODY) {
                    if (node == exit) {
                        placed[from - pools]++;
                    }
                } else {
                    if (chosen[who] != WAITS) {
                        leave(who);
                    }
                    chosen[who] = moverPair[node];
                    if (node != exit) {
                        enter(who, node);
                    }
                }
                if (from == NOBODY) {
                    return;
                }
                node = from;
            }
        }

        private void leave(int who) {
            var index = problem.pool(chosen[who]);
            var last = casesOf[index][--used[index]];
            casesOf[index][placeInPool[who]] = last;
            placeInPool[last] = placeInPool[who];
        }

        private void enter(int who, int index) {
            if (used[index] == casesOf[index].length) {
                casesOf[index] = Arrays.copyOf(casesOf[index], Math.max(4, used[index] * 2));
            }
            placeInPool[who] = used[index];
            casesOf[index][used[index]++] = who;
        }

        private static int[][] poolsOfProvider(PlanProblem problem) {
            var sizes = new int[problem.providers()];
            for (var index = 0; index < problem.pools(); index++) {
                sizes[problem.provider(index)]++;
            }
            var grouped = new int[problem.providers()][];
            Arrays.setAll(grouped, index -> new int[sizes[index]]);
            for (var index = problem.pools() - 1; index >= 0; index--) {
                var its = problem.provider(index);
                grouped[its][--sizes[its]] = index;
            }
            return grouped;
        }

        /** Nodes by the ways found to them, the nearest on top; ties by number, so that the same input takes the same way. */
        private final class Heap {

            private final int[] nodes;
            private final int[] where;
            private int size;

            Heap(int capacity) {
                nodes = new int[capacity];
                where = new int[capacity];
            }

            void clear() {
                size = 0;
            }

            void put(int node) {
                nodes[size] = node;
                where[node] = size++;
                rise(node);
            }

            void rise(int node) {
                var at = where[node];
                while (at > 0) {
                    var above = (at - 1) / 2;
                    if (!isBefore(node, nodes[above])) {
                        break;
                    }
                    nodes[at] = nodes[above];
                    where[nodes[at]] = at;
                    at = above;
                }
                nodes[at] = node;
                where[node] = at;
            }

            int take() {
                var top = nodes[0];
                var last = nodes[--size];
                var at = 0;
                while (true) {
                    var below = 2 * at + 1;
                    if (below >= size) {
                        break;
                    }
                    if (below + 1 < size && isBefore(nodes[below + 1], nodes[below])) {
                        below++;
                    }
                    if (!isBefore(nodes[below], last)) {
                        break;
                    }
                    nodes[at] = nodes[below];
                    where[nodes[at]] = at;
                    at = below;
                }
                if (size > 0) {
                    nodes[at] = last;
                    where[last] = at;
                }
                return top;
            }

            private boolean isBefore(int one, int other) {
                if (way0[one] != way0[other]) {
                    return way0[one] < way0[other];
                }
                if (way1[one] != way1[other]) {
                    return way1[one] < way1[other];
                }
                if (way2[one] != way2[other]) {
                    return way2[one] < way2[other];
                }
                return one > other;
            }
        }
    }
}
