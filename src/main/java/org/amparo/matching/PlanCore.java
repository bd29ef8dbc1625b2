package org.amparo.matching;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The part of a docket in which its best plan is looked for: for every case the few pairs that look best to it, and whatever turns out to
 * be better than what it got. Most of the pairs of a large docket are never in a plan.
 *
 * <p>Nothing is lost by that. The prices of the best plan of the part judge all pairs that were left out: when none of them would be better
 * for its case than what it has, the plan is the best one of all pairs as well; those that would be are taken in.
 */
final class PlanCore {

    /** Whoever needs so many rounds has prices that move far each time, and is better off with everything. */
    private static final int MOST = 3;

    private final PlanProblem whole;
    private final BitSet in;
    private int[] pairs = new int[0];
    private int widened;

    private PlanCore(PlanProblem whole) {
        this.whole = whole;
        in = new BitSet(whole.pairs());
    }

    /** @param choices so many pairs of each case, those that cost least */
    static PlanCore of(PlanProblem whole, int choices) {
        var core = new PlanCore(whole);
        var best = new int[choices];
        for (var index = 0; index < whole.cases(); index++) {
            if (whole.endOfPairs(index) - whole.firstPair(index) <= choices) {
                core.in.set(whole.firstPair(index), whole.endOfPairs(index));
                continue;
            }
            var found = 0;
            for (var pair = whole.firstPair(index); pair < whole.endOfPairs(index); pair++) {
                var at = found < choices ? found++ : choices;
                for (; at > 0 && core.costsLess(pair, best[at - 1]); at--) {
                    if (at < choices) {
                        best[at] = best[at - 1];
                    }
                }
                if (at < choices) {
                    best[at] = pair;
                }
            }
            for (var each : best) {
                core.in.set(each);
            }
        }
        return core;
    }

    private boolean costsLess(int pair, int than) {
        for (var level = 0; level < PlanProblem.LEVELS; level++) {
            var compared = Long.compare(whole.cost(level, pair), whole.cost(level, than));
            if (compared != 0) {
                return compared < 0;
            }
        }
        return false;
    }

    /** The docket with the pairs that are in. */
    PlanProblem docket() {
        pairs = in.stream().toArray();
        return pairs.length == whole.pairs() ? whole : whole.only(pairs);
    }

    /** What was chosen in the {@linkplain #docket() docket} last taken, as pairs of the whole. */
    int[] inWhole(int[] chosen) {
        return Arrays.stream(chosen)
                .map(pair -> pair == PlanSolver.WAITS ? PlanSolver.WAITS : pairs[pair])
                .toArray();
    }

    /**
     * Takes in all pairs of every case for which one that was left out would be better, at these prices, than what it has; the third time, everything.
     *
     * @param chosen the best plan of the docket last taken, as pairs of the whole
     * @param prices its prices, on as many levels
     * @return whether there was any; if not, the plan is the best one of the whole, and the prices prove it
     */
    boolean widen(int[] chosen, PlanPrices prices, int levels) {
        var better = false;
        var own = new long[levels];
        for (var index = 0; index < chosen.length; index++) {
            for (var level = 0; level < levels; level++) {
                own[level] = chosen[index] == PlanSolver.WAITS
                        ? whole.costOfWaiting(level, index)
                        : value(level, chosen[index], prices);
            }
            for (var pair = whole.firstPair(index); pair < whole.endOfPairs(index); pair++) {
                if (value(0, pair, prices) <= own[0] && !in.get(pair) && isBetter(pair, own, prices)) {
                    in.set(whole.firstPair(index), whole.endOfPairs(index));
                    better = true;
                    break;
                }
            }
        }
        if (better && ++widened == MOST) {
            in.set(0, whole.pairs());
        }
        return better;
    }

    private boolean isBetter(int pair, long[] own, PlanPrices prices) {
        for (var level = 0; level < own.length; level++) {
            var value = value(level, pair, prices);
            if (value != own[level]) {
                return value < own[level];
            }
        }
        return false;
    }

    private long value(int level, int pair, PlanPrices prices) {
        return whole.cost(level, pair) + prices.pool(level, whole.pool(pair));
    }
}
