package org.amparo.matching;

import java.util.Arrays;
import java.util.List;

/**
 * Checks a plan and its prices without trusting whoever found them, and shares no code with them. A plan passes when it keeps every rule
 * and no chain of exchanges can improve it, which is complementary slackness: at the prices given, every case has the cheapest of its
 * choices; a pool with a place left costs no more than its provider, one in use no less; and a provider's price lies between what its
 * last placement cost and what its next one would.
 *
 * <p>Why that is enough: any other plan differs from this one by cycles of such exchanges. Added up around a cycle the prices cancel, so
 * what is left, the change in cost, is never negative when none of the single steps is. Costs are vectors compared in order; that holds
 * for them as it does for numbers. That the packed levels keep the order of the five criteria strict is checked from the raw numbers.
 */
final class PlanProof {

    /** What a checked plan brings. Equal for every best plan. */
    record Totals(List<Integer> placedByGrade, long late, long loss, long shares, long tie) {}

    private PlanProof() {}

    /**
     * @return what the plan brings
     * @throws Refuted naming the first rule broken
     */
    static Totals check(PlanProblem problem, int[] chosen, PlanPrices prices) {
        strictOrder(problem);
        var inPool = new int[problem.pools()];
        var ofProvider = new int[problem.providers()];
        feasible(problem, chosen, inPool, ofProvider);
        for (var index = 0; index < problem.pools(); index++) {
            pool(problem, index, inPool[index], prices);
        }
        for (var index = 0; index < problem.providers(); index++) {
            provider(problem, index, ofProvider[index], prices);
        }
        for (var index = 0; index < problem.cases(); index++) {
            cheapest(problem, index, chosen[index], prices);
        }
        return totals(problem, chosen, ofProvider);
    }

    private static void strictOrder(PlanProblem problem) {
        var latest = 0L;
        for (var pair = 0; pair < problem.pairs(); pair++) {
            latest = Math.max(latest, problem.late(pair));
        }
        for (var index = 0; index < problem.cases(); index++) {
            latest = Math.max(latest, problem.lateWaiting(index));
        }
        require(
                problem.gradeWeight() > latest * (problem.pools() + 1),
                "lateness could outweigh a placement of a more urgent case");
        for (var index = 0; index < problem.providers(); index++) {
            var before = 0L;
            for (var n = 1; n <= problem.roomOfProvider(index); n++) {
                var cost = problem.costOfPlacement(1, index, n);
                require(cost >= before, "shares are not convex");
                before = cost;
            }
            require(problem.lossWeight() > before, "shares could outweigh directness");
        }
    }

    private static void feasible(PlanProblem problem, int[] chosen, int[] inPool, int[] ofProvider) {
        require(chosen.length == problem.cases(), "a case is missing");
        for (var index = 0; index < chosen.length; index++) {
            var pair = chosen[index];
            if (pair != -1) {
                require(
                        pair >= problem.firstPair(index) && pair < problem.endOfPairs(index),
                        "a case is placed where it may not be");
                inPool[problem.pool(pair)]++;
                ofProvider[problem.provider(problem.pool(pair))]++;
            }
        }
        for (var index = 0; index < inPool.length; index++) {
            require(inPool[index] <= problem.room(index), "more cases than room");
        }
    }

    private static void pool(PlanProblem problem, int index, int cases, PlanPrices prices) {
        var order = 0;
        for (var level = 0; level < PlanProblem.LEVELS && order == 0; level++) {
            order = Long.compare(prices.pool(level, index), prices.provider(level, problem.provider(index)));
        }
        require(order <= 0 || cases == problem.room(index), "room that is left over has a price");
        require(order >= 0 || cases == 0, "room in use is cheaper than its provider");
    }

    private static void provider(PlanProblem problem, int index, int cases, PlanPrices prices) {
        if (cases < problem.roomOfProvider(index)) {
            require(againstPlacement(problem, index, cases + 1, prices) <= 0, "a provider below its share is too dear");
        }
        if (cases > 0) {
            require(againstPlacement(problem, index, cases, prices) >= 0, "a provider above its share is too cheap");
        }
    }

    private static int againstPlacement(PlanProblem problem, int index, int n, PlanPrices prices) {
        var order = 0;
        for (var level = 0; level < PlanProblem.LEVELS && order == 0; level++) {
            order = Long.compare(prices.provider(level, index), problem.costOfPlacement(level, index, n));
        }
        return order;
    }

    private static void cheapest(PlanProblem problem, int index, int pair, PlanPrices prices) {
        var waiting0 = problem.costOfWaiting(0, index);
        var waiting1 = problem.costOfWaiting(1, index);
        var waiting2 = problem.costOfWaiting(2, index);
        var own0 = waiting0;
        var own1 = waiting1;
        var own2 = waiting2;
        if (pair != -1) {
            var pool = problem.pool(pair);
            own0 = problem.cost(0, pair) + prices.pool(0, pool);
            own1 = problem.cost(1, pair) + prices.pool(1, pool);
            own2 = problem.cost(2, pair) + prices.pool(2, pool);
            require(!isLess(waiting0, waiting1, waiting2, own0, own1, own2), "a case would better wait");
        }
        for (var other = problem.firstPair(index); other < problem.endOfPairs(index); other++) {
            var pool = problem.pool(other);
            var cost0 = problem.cost(0, other) + prices.pool(0, pool);
            if (cost0 <= own0) {
                require(
                        !isLess(
                                cost0,
                                problem.cost(1, other) + prices.pool(1, pool),
                                problem.cost(2, other) + prices.pool(2, pool),
                                own0,
                                own1,
                                own2),
                        "a case has a better choice");
            }
        }
    }

    private static boolean isLess(long one0, long one1, long one2, long other0, long other1, long other2) {
        if (one0 != other0) {
            return one0 < other0;
        }
        return one1 != other1 ? one1 < other1 : one2 < other2;
    }

    private static Totals totals(PlanProblem problem, int[] chosen, int[] ofProvider) {
        var placed = new Integer[PlanProblem.GRADES];
        Arrays.fill(placed, 0);
        var late = 0L;
        var loss = 0L;
        var tie = 0L;
        for (var index = 0; index < chosen.length; index++) {
            var pair = chosen[index];
            if (pair == -1) {
                late += problem.lateWaiting(index);
            } else {
                placed[problem.grade(index)]++;
                late += problem.late(pair);
                loss += problem.loss(pair);
                tie += problem.tie(pair);
            }
        }
        var shares = 0L;
        for (var index = 0; index < ofProvider.length; index++) {
            for (var n = 1; n <= ofProvider[index]; n++) {
                shares += problem.costOfPlacement(1, index, n);
            }
        }
        return new Totals(List.of(placed), late, loss, shares, tie);
    }

    private static void require(boolean holds, String broken) {
        if (!holds) {
            throw new Refuted(broken);
        }
    }

    /** The plan is not what it claims to be. */
    static final class Refuted extends IllegalStateException {

        private static final long serialVersionUID = 1;

        Refuted(String broken) {
            super(broken);
        }
    }
}
