package org.amparo.matching;

import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A docket plan end to end, five criteria in strict order, prices and proof included, beside one run of the library's minimum-cost flow
 * on the same docket with all criteria but the strict order added up in one number: what the library alone needs.
 */
public final class PlanRace {

    private PlanRace() {}

    /** How long one size took, in seconds, median of the rounds. */
    public record Result(
            int cases,
            int providers,
            int pairs,
            double library,
            double ours,
            double builtIn,
            long heapMiB,
            int placed) {

        public double ratio() {
            return ours / library;
        }
    }

    public static Result run(int cases, int providers, int pairsOfCase, int rounds) {
        var problem = PlanInstances.docket(cases, providers, pairsOfCase, 1);
        if (!NativeFlow.isAvailable()) {
            throw new IllegalStateException("the library's native part is not here: nothing to compare with");
        }
        var library = new ArrayList<Double>();
        var ours = new ArrayList<Double>();
        var builtIn = new ArrayList<Double>();
        libraryAlone(problem);
        proven(NativeFlow.load(), problem);
        System.gc();
        peaks().forEach(MemoryPoolMXBean::resetPeakUsage);
        for (var round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                library.add(seconds(() -> libraryAlone(problem)));
                ours.add(seconds(() -> proven(NativeFlow.load(), problem)));
            } else {
                ours.add(seconds(() -> proven(NativeFlow.load(), problem)));
                library.add(seconds(() -> libraryAlone(problem)));
            }
        }
        var heap = peaks().stream()
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
        for (var round = 0; cases <= 20_000 && round < Math.max(1, rounds / 3); round++) {
            builtIn.add(seconds(() -> proven(new AugmentingPaths(), problem)));
        }
        var placed = proven(NativeFlow.load(), problem).placedByGrade().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return new Result(
                cases, providers, problem.pairs(), median(library), median(ours), median(builtIn), heap, placed);
    }

    private static PlanProof.Totals proven(PlanSolver solver, PlanProblem problem) {
        var chosen = solver.solve(problem);
        return PlanProof.check(problem, chosen, PlanPrices.of(problem, chosen, PlanProblem.LEVELS));
    }

    private static long libraryAlone(PlanProblem problem) {
        var sink = problem.cases() + problem.pools();
        var flow = new MinCostFlow(sink + 1, problem.pairs() + problem.cases() + problem.pools());
        try {
            for (var index = 0; index < problem.cases(); index++) {
                flow.setNodeSupply(index, 1);
                for (var pair = problem.firstPair(index); pair < problem.endOfPairs(index); pair++) {
                    flow.addArcWithCapacityAndUnitCost(
                            index, problem.cases() + problem.pool(pair), 1, problem.late(pair) + problem.loss(pair));
                }
                flow.addArcWithCapacityAndUnitCost(
                        index, sink, 1, 20_000L * (PlanProblem.GRADES - problem.grade(index)));
            }
            for (var index = 0; index < problem.pools(); index++) {
                flow.addArcWithCapacityAndUnitCost(problem.cases() + index, sink, problem.room(index), 0);
            }
            flow.setNodeSupply(sink, -problem.cases());
            if (flow.solve() != MinCostFlowBase.Status.OPTIMAL) {
                throw new IllegalStateException("the library found nothing");
            }
            return flow.getOptimalCost();
        } finally {
            flow.delete();
        }
    }

    private static List<MemoryPoolMXBean> peaks() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static double seconds(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** @param sizes cases x providers x pairs of a case x rounds; without any, the two of the goals */
    public static void main(String[] sizes) {
        System.out.println(
                "| cases × providers | pairs | placed | library alone s | plan and proof s | ratio | built-in solver and proof s | heap MiB |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (var size : sizes.length == 0 ? new String[] {"10000x200x20x9", "100000x1000x20x5"} : sizes) {
            var numbers =
                    Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
            var result = run(numbers[0], numbers[1], numbers[2], numbers[3]);
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %,d × %,d | %,d | %,d | %.2f | %.2f | %.2f | %s | %d |",
                    result.cases(),
                    result.providers(),
                    result.pairs(),
                    result.placed(),
                    result.library(),
                    result.ours(),
                    result.ratio(),
                    Double.isNaN(result.builtIn()) ? "–" : String.format(Locale.ROOT, "%.1f", result.builtIn()),
                    result.heapMiB()));
        }
    }
}
