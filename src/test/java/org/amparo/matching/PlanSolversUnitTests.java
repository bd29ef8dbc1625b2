package org.amparo.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both solvers against every possible plan, against each other, and against a checker that trusts neither. */
class PlanSolversUnitTests {

    static Stream<PlanSolver> solvers() {
        var solvers = new ArrayList<PlanSolver>(List.of(new AugmentingPaths()));
        if (NativeFlow.isAvailable()) {
            solvers.add(new NativeFlow(1, 0)); // looks at one pair of a case first, and at one level after the other
            solvers.add(new NativeFlow(1, 1)); // adds levels up so that their order often breaks
            solvers.add(NativeFlow.load());
        }
        return solvers.stream();
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void noPossiblePlanOfAThousandSmallDocketsIsBetter(PlanSolver solver) {
        for (var seed = 0; seed < 1_000; seed++) {
            var problem = PlanInstances.small(seed);
            var chosen = solver.solve(problem);
            var totals = proven(problem, chosen);
            assertThat(vector(totals)).as("seed %d", seed).isEqualTo(new EveryPlan(problem).best());
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void theSameDocketGivesTheSamePlan(PlanSolver solver) {
        var problem = PlanInstances.docket(500, 20, 8, 4);
        assertThat(solver.solve(problem)).isEqualTo(solver.solve(problem));
    }

    @Test
    void bothSolversFindTheSamePlan() {
        for (var seed = 0; seed < 30; seed++) {
            var problem = PlanInstances.docket(400, 25, 8, seed);
            var plans = solvers().map(solver -> solver.solve(problem)).toList();
            assertThat(plans).allSatisfy(plan -> assertThat(plan).isEqualTo(plans.getFirst()));
            proven(problem, plans.getFirst());
        }
    }

    @Test
    void tenThousandCasesAndTwoHundredProvidersAreProven() {
        var problem = PlanInstances.docket(10_000, 200, 20, 1);
        var totals = proven(problem, solvers().toList().getLast().solve(problem));
        assertThat(totals.placedByGrade().stream().mapToInt(Integer::intValue).sum())
                .isGreaterThan(7_000);
    }

    @Test
    void afterEveryArrivalThePlanIsTheBestOneOfAllCasesSoFar() {
        for (var seed = 0; seed < 100; seed++) {
            var problem = PlanInstances.small(seed);
            var growing = new AugmentingPaths.Growing(problem);
            for (var index = 0; index < problem.cases(); index++) {
                growing.add(index);
                var soFar = firstCases(problem, index + 1);
                var chosen = Arrays.copyOf(growing.chosen(), index + 1);
                assertThat(vector(proven(soFar, chosen))).isEqualTo(new EveryPlan(soFar).best());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void nobodyAndNothingToPlanIsAPlan(PlanSolver solver) {
        var nothing = new PlanProblem.Builder().build();
        assertThat(solver.solve(nothing)).isEmpty();
        proven(nothing, new int[0]);

        var nobody = new PlanProblem.Builder();
        nobody.caseOf(1, 5);
        assertThat(solver.solve(nobody.build())).containsExactly(PlanSolver.WAITS);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void withoutRoomEverybodyWaits(PlanSolver solver) {
        var builder = new PlanProblem.Builder();
        builder.provider(1);
        builder.pool(0, 0);
        builder.caseOf(1, 5);
        builder.pair(0, 0, 0, 1);
        builder.caseOf(2, 5);
        builder.pair(0, 0, 0, 1);
        var problem = builder.build();
        var chosen = solver.solve(problem);
        assertThat(chosen).containsExactly(PlanSolver.WAITS, PlanSolver.WAITS);
        var price = PlanPrices.of(problem, chosen, PlanProblem.LEVELS).pool(0, 0);
        assertThat(price / problem.gradeWeight())
                .as("one more place would serve the more urgent case")
                .isEqualTo(PlanProblem.GRADES - 1);
        proven(problem, chosen);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void theOnlyPlaceGoesToTheMostUrgentHoweverLateTheOthersAre(PlanSolver solver) {
        var builder = new PlanProblem.Builder();
        builder.provider(1);
        builder.pool(0, 1);
        for (var grade = 5; grade >= 1; grade--) {
            builder.caseOf(grade, 1_000_000);
            builder.pair(0, grade == 1 ? 1_000_000 : 0, 0, 1);
        }
        assertThat(solver.solve(builder.build())).containsExactly(-1, -1, -1, -1, 4);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void theRareSlotIsKeptForTheCaseNobodyElseCanTake(PlanSolver solver) {
        var builder = new PlanProblem.Builder();
        builder.provider(1);
        builder.provider(1);
        var rare = builder.pool(0, 1);
        var common = builder.pool(1, 1);
        builder.caseOf(3, 0);
        builder.pair(rare, 0, 0, 1);
        builder.pair(common, 0, 900, 1);
        builder.caseOf(5, 0);
        builder.pair(rare, 0, 0, 1);
        assertThat(solver.solve(builder.build())).containsExactly(1, 2);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void whoWouldBeLateIfLeftWaitingGoesFirstAmongEquals(PlanSolver solver) {
        var builder = new PlanProblem.Builder();
        builder.provider(1);
        builder.pool(0, 1);
        builder.caseOf(4, 60);
        builder.pair(0, 0, 0, 1);
        builder.caseOf(4, 10_000);
        builder.pair(0, 0, 0, 2);
        assertThat(solver.solve(builder.build())).containsExactly(-1, 1);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void nobodyWaitsBecauseManyOthersWouldBeLater(PlanSolver solver) {
        var builder = new PlanProblem.Builder();
        for (var pool = 0; pool < 6; pool++) {
            builder.provider(1);
            builder.pool(pool, 1);
        }
        builder.caseOf(5, 0);
        builder.pair(0, 0, 0, 1);
        for (var pool = 0; pool < 5; pool++) {
            builder.caseOf(5, 0);
            builder.pair(pool, 0, 0, 1);
            builder.pair(pool + 1, 10_000, 0, 1);
        }
        assertThat(solver.solve(builder.build())).containsExactly(0, 2, 4, 6, 8, 10);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void aMinuteOutweighsWhateverManyOthersLoseInDirectness(PlanSolver solver) {
        var builder = new PlanProblem.Builder();
        for (var pool = 0; pool < 7; pool++) {
            builder.provider(1);
            builder.pool(pool, 1);
        }
        builder.caseOf(3, 0);
        builder.pair(0, 0, 0, 1);
        builder.pair(6, 1, 0, 1);
        for (var pool = 0; pool < 5; pool++) {
            builder.caseOf(3, 0);
            builder.pair(pool, 0, 0, 1);
            builder.pair(pool + 1, 0, 1_000, 1);
        }
        assertThat(solver.solve(builder.build())).containsExactly(0, 3, 5, 7, 9, 11);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void equalCasesAreSpreadAsTheSharesAre(PlanSolver solver) {
        var builder = new PlanProblem.Builder();
        builder.provider(1);
        builder.provider(3);
        builder.pool(0, 20);
        builder.pool(1, 20);
        for (var index = 0; index < 12; index++) {
            builder.caseOf(4, 0);
            builder.pair(0, 0, 0, 17 * index % 23);
            builder.pair(1, 0, 0, 29 * index % 31);
        }
        var problem = builder.build();
        var chosen = solver.solve(problem);
        assertThat(Arrays.stream(chosen).filter(pair -> problem.pool(pair) == 0))
                .hasSize(3);
    }

    @Test
    void anotherPlanIsRefutedWhateverItsPrices() {
        var random = new Random(8);
        var refuted = 0;
        for (var seed = 0; seed < 300; seed++) {
            var problem = PlanInstances.small(seed);
            if (problem.cases() == 0) {
                continue;
            }
            var best = new AugmentingPaths().solve(problem);
            var prices = PlanPrices.of(problem, best, PlanProblem.LEVELS);
            var other = best.clone();
            var index = random.nextInt(other.length);
            other[index] = random.nextInt(problem.firstPair(index) - 1, problem.endOfPairs(index) + 1);
            var isBest =
                    isPossible(problem, other) && vector(totals(problem, other)).equals(vector(proven(problem, best)));
            if (!isBest) {
                refuted++;
                assertThatThrownBy(() -> PlanProof.check(problem, other, prices))
                        .as("seed %d", seed)
                        .isInstanceOf(PlanProof.Refuted.class);
                if (isPossible(problem, other)) {
                    assertThatThrownBy(() -> proven(problem, other))
                            .as("seed %d", seed)
                            .isInstanceOf(IllegalStateException.class);
                }
            }
        }
        assertThat(refuted).isGreaterThan(100);
    }

    @Test
    void wrongPricesProveNothing() {
        for (var seed = 0; seed < 50; seed++) {
            var problem = PlanInstances.docket(60, 6, 3, seed);
            var chosen = new AugmentingPaths().solve(problem);
            for (var index = 0; index < problem.pools(); index++) {
                var full = inPool(problem, chosen, index) == problem.room(index);
                var prices = copy(problem, PlanPrices.of(problem, chosen, PlanProblem.LEVELS));
                prices[0][0][index] += full ? -10 * problem.gradeWeight() : 1;
                assertThatThrownBy(() -> PlanProof.check(problem, chosen, new PlanPrices(prices[0], prices[1])))
                        .isInstanceOf(PlanProof.Refuted.class);
            }
        }
    }

    @Test
    void aPriceSaysWhatOneMorePlaceBrings() {
        for (var seed = 0; seed < 300; seed++) {
            var problem = PlanInstances.small(seed);
            var chosen = new AugmentingPaths().solve(problem);
            var prices = PlanPrices.of(problem, chosen, PlanProblem.LEVELS);
            var before = new EveryPlan(problem).best();
            for (var index = 0; index < problem.pools(); index++) {
                var more = new EveryPlan(withOneMorePlace(problem, index)).best();
                var gained = 0L;
                for (var grade = 0; grade < PlanProblem.GRADES; grade++) {
                    gained += (PlanProblem.GRADES - grade) * (before.get(grade) - more.get(grade));
                }
                var price = prices.pool(0, index);
                assertThat(Math.floorDiv(price + problem.gradeWeight() / 2, problem.gradeWeight()))
                        .as("seed %d pool %d", seed, index)
                        .isEqualTo(gained);
            }
        }
    }

    private static PlanProof.Totals proven(PlanProblem problem, int[] chosen) {
        return PlanProof.check(problem, chosen, PlanPrices.of(problem, chosen, PlanProblem.LEVELS));
    }

    /** The five criteria, the smaller the better. */
    private static List<Long> vector(PlanProof.Totals totals) {
        return LongStream.concat(
                        totals.placedByGrade().stream().mapToLong(placed -> -placed),
                        LongStream.of(totals.late(), totals.loss(), totals.shares(), totals.tie()))
                .boxed()
                .toList();
    }

    private static boolean isPossible(PlanProblem problem, int[] chosen) {
        for (var index = 0; index < chosen.length; index++) {
            if (chosen[index] != -1
                    && (chosen[index] < problem.firstPair(index) || chosen[index] >= problem.endOfPairs(index))) {
                return false;
            }
        }
        for (var pool = 0; pool < problem.pools(); pool++) {
            if (inPool(problem, chosen, pool) > problem.room(pool)) {
                return false;
            }
        }
        return true;
    }

    private static long inPool(PlanProblem problem, int[] chosen, int pool) {
        return Arrays.stream(chosen)
                .filter(pair -> pair != -1 && problem.pool(pair) == pool)
                .count();
    }

    private static long[][][] copy(PlanProblem problem, PlanPrices prices) {
        var copy = new long[2][PlanProblem.LEVELS][];
        for (var level = 0; level < PlanProblem.LEVELS; level++) {
            var each = level;
            copy[0][level] = new long[problem.pools()];
            Arrays.setAll(copy[0][level], index -> prices.pool(each, index));
            copy[1][level] = new long[problem.providers()];
            Arrays.setAll(copy[1][level], index -> prices.provider(each, index));
        }
        return copy;
    }

    private static PlanProblem firstCases(PlanProblem problem, int cases) {
        return changed(problem, cases, -1);
    }

    private static PlanProblem withOneMorePlace(PlanProblem problem, int pool) {
        return changed(problem, problem.cases(), pool);
    }

    private static PlanProblem changed(PlanProblem problem, int cases, int roomier) {
        var builder = new PlanProblem.Builder();
        for (var index = 0; index < problem.providers(); index++) {
            builder.provider(problem.share(index));
        }
        for (var index = 0; index < problem.pools(); index++) {
            builder.pool(problem.provider(index), problem.room(index) + (index == roomier ? 1 : 0));
        }
        for (var index = 0; index < cases; index++) {
            builder.caseOf(problem.grade(index), problem.lateWaiting(index));
            for (var pair = problem.firstPair(index); pair < problem.endOfPairs(index); pair++) {
                builder.pair(problem.pool(pair), problem.late(pair), problem.loss(pair), problem.tie(pair));
            }
        }
        return builder.build();
    }

    /** Counts what a plan brings, in a third way. */
    private static PlanProof.Totals totals(PlanProblem problem, int[] chosen) {
        var placed = new ArrayList<Integer>(List.of(0, 0, 0, 0, 0, 0));
        var placements = new int[problem.providers()];
        long late = 0;
        long loss = 0;
        long shares = 0;
        long tie = 0;
        for (var index = 0; index < chosen.length; index++) {
            var pair = chosen[index];
            if (pair == -1) {
                late += problem.lateWaiting(index);
                continue;
            }
            placed.set(problem.grade(index), placed.get(problem.grade(index)) + 1);
            late += problem.late(pair);
            loss += problem.loss(pair);
            tie += problem.tie(pair);
            var provider = problem.provider(problem.pool(pair));
            shares += problem.costOfPlacement(1, provider, ++placements[provider]);
        }
        return new PlanProof.Totals(placed, late, loss, shares, tie);
    }

    /** Tries everything. */
    private static final class EveryPlan {

        private static final Comparator<List<Long>> BEST_FIRST = (one, other) -> {
            for (var each = 0; each < one.size(); each++) {
                var order = one.get(each).compareTo(other.get(each));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };

        private final PlanProblem problem;
        private final int[] chosen;
        private final int[] left;
        private @Nullable List<Long> best;

        EveryPlan(PlanProblem problem) {
            this.problem = problem;
            chosen = new int[problem.cases()];
            left = new int[problem.pools()];
            Arrays.setAll(left, problem::room);
        }

        List<Long> best() {
            if (best == null) {
                tryFrom(0);
            }
            return best;
        }

        private void tryFrom(int index) {
            if (index == chosen.length) {
                var found = vector(totals(problem, chosen));
                if (best == null || BEST_FIRST.compare(found, best) < 0) {
                    best = found;
                }
                return;
            }
            chosen[index] = -1;
            tryFrom(index + 1);
            for (var pair = problem.firstPair(index); pair < problem.endOfPairs(index); pair++) {
                var pool = problem.pool(pair);
                if (left[pool] > 0) {
                    left[pool]--;
                    chosen[index] = pair;
                    tryFrom(index + 1);
                    left[pool]++;
                }
            }
        }
    }
}
