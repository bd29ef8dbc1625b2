package org.amparo.matching;

import java.util.Random;

/** Dockets made up from a seed. */
final class PlanInstances {

    private PlanInstances() {}

    /** Few cases, few providers, and numbers so small that everything ties with everything. */
    static PlanProblem small(long seed) {
        var random = new Random(seed);
        var builder = new PlanProblem.Builder();
        var providers = 1 + random.nextInt(3);
        var pools = 0;
        for (var provider = 0; provider < providers; provider++) {
            builder.provider(1 + random.nextInt(3));
            for (var each = random.nextInt(3); each > 0; each--) {
                builder.pool(provider, random.nextInt(3));
                pools++;
            }
        }
        for (var cases = random.nextInt(7); cases > 0; cases--) {
            builder.caseOf(random.nextInt(PlanProblem.GRADES), random.nextInt(4));
            for (var pool = 0; pool < pools; pool++) {
                if (random.nextInt(3) > 0) {
                    builder.pair(pool, random.nextInt(3), random.nextInt(3), random.nextInt(1 << 20));
                }
            }
        }
        return builder.build();
    }

    /**
     * A docket as a coalition has it: every case could go to some twenty providers, those that serve its place and speak its language;
     * most answers are in time, directness has a few grades, and there is room for about four cases in five.
     */
    static PlanProblem docket(int cases, int providers, int pairsOfCase, long seed) {
        var random = new Random(seed);
        var builder = new PlanProblem.Builder();
        var room = Math.max(1, cases * 8 / 10 / providers);
        for (var provider = 0; provider < providers; provider++) {
            var places = 1 + random.nextInt(2 * room);
            builder.provider(places);
            builder.pool(provider, places);
        }
        for (var index = 0; index < cases; index++) {
            var grade = 1 + Math.min(4, random.nextInt(7));
            builder.caseOf(grade, random.nextInt(10_080));
            var region = random.nextInt(providers);
            var reach = Math.min(providers, pairsOfCase * 3);
            var chosen = 0;
            for (var step = 0; step < reach && chosen < pairsOfCase; step++) {
                if (random.nextInt(reach - step) < pairsOfCase - chosen) {
                    chosen++;
                    builder.pair(
                            (region + step) % providers,
                            random.nextInt(5) == 0 ? random.nextInt(2_880) : 0,
                            LOSSES[random.nextInt(LOSSES.length)] + LOSSES[random.nextInt(LOSSES.length)],
                            random.nextInt() >>> 1);
                }
            }
        }
        return builder.build();
    }

    private static final int[] LOSSES = {0, 0, 0, 200, 300, 500};
}
