package org.amparo.matching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Urgency;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Plans the docket as it is: gathers, solves, proves, and sets the plan beside what one-by-one routing would do. */
@Component
class Planning {

    private static final Logger log = LoggerFactory.getLogger(Planning.class);

    private final WaitingDocket waiting;
    private final PlanSettings settings;
    private final RoutingInForce routing;

    Planning(WaitingDocket waiting, PlanSettings settings, RoutingInForce routing) {
        this.waiting = waiting;
        this.settings = settings;
        this.routing = routing;
    }

    /** A plan that was proven, with all that is told of it. */
    record Planned(
            List<PlanLine> lines,
            List<PlanPrice> prices,
            PlanTotals planned,
            PlanTotals oneByOne,
            String digest,
            String solver,
            int settingsVersion,
            Scarcity scarcity) {}

    Planned plan(List<PlanWish> wishes, Instant now) {
        var routingNow = routing.get();
        var docket = waiting.gather(wishes, routingNow, now);
        var problem = docket.problem();
        var start = System.nanoTime();
        var solver = settings.chosenSolver();
        var chosen = solver.solve(problem);
        var prices = PlanPrices.of(problem, chosen, PlanProblem.LEVELS);
        PlanProof.check(problem, chosen, prices);
        log.info(
                "planned {} cases against {} providers, {} pairs, by {} in {} ms, proven",
                problem.cases(),
                problem.providers(),
                problem.pairs(),
                solver.name(),
                (System.nanoTime() - start) / 1_000_000);
        var oneByOne = oneByOne(docket);
        return new Planned(
                new Comparison(docket, chosen, oneByOne).lines(),
                prices(docket, prices),
                totals(docket, chosen),
                totals(docket, oneByOne),
                docket.digest(),
                solver.name(),
                routingNow.version(),
                Scarcity.mean(waiting.expected(routingNow, now).stream()
                        .map(expected -> Scarcity.of(expected, solver.solve(expected.problem())))
                        .toList()));
    }

    /** Each case in turn, the most urgent and longest waiting first, takes the best ranked provider that has room left. */
    static int[] oneByOne(Docketed docket) {
        var problem = docket.problem();
        var left = new int[problem.pools()];
        Arrays.setAll(left, problem::room);
        var chosen = new int[problem.cases()];
        Arrays.fill(chosen, PlanSolver.WAITS);
        var turns = new ArrayList<Integer>();
        for (var index = 0; index < problem.cases(); index++) {
            turns.add(index);
        }
        turns.sort(Comparator.<Integer, Boolean>comparing(
                        index -> !docket.cases().get(index).underOffer())
                .thenComparing(
                        index -> docket.cases().get(index).routed().facts().urgency())
                .thenComparing(index -> docket.cases().get(index).routed().waitingSince())
                .thenComparing(
                        index -> docket.cases().get(index).routed().caseFile().value())
                .thenComparing(index -> docket.cases().get(index).routed().round()));
        for (var index : turns) {
            var best = -1;
            for (var pair = problem.firstPair(index); pair < problem.endOfPairs(index); pair++) {
                if (left[problem.pool(pair)] > 0
                        && (best == -1
                                || docket.option(pair).rank()
                                        < docket.option(best).rank())) {
                    best = pair;
                }
            }
            if (best != -1) {
                left[problem.pool(best)]--;
                chosen[index] = best;
            }
        }
        return chosen;
    }

    private static List<PlanPrice> prices(Docketed docket, PlanPrices prices) {
        var problem = docket.problem();
        var told = new ArrayList<PlanPrice>();
        for (var index = 0; index < problem.pools(); index++) {
            var price = prices.pool(0, index);
            var grades = Math.floorDiv(price + problem.gradeWeight() / 2, problem.gradeWeight());
            var sooner = price - grades * problem.gradeWeight();
            if (grades > 0 || sooner > 0) {
                var pool = docket.pools().get(index);
                var grade = (int) (PlanProblem.GRADES - grades);
                told.add(new PlanPrice(
                        pool.provider(),
                        pool.service(),
                        problem.room(index),
                        grades > 0 && grade > 0 ? Urgency.values()[grade - 1] : null,
                        grades > 0 && grade == 0,
                        sooner));
            }
        }
        told.sort(Comparator.comparing((PlanPrice each) -> !each.promised())
                .thenComparing(PlanPrice::places, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(
                        Comparator.comparingLong(PlanPrice::minutesSooner).reversed())
                .thenComparing(each -> each.provider().value())
                .thenComparing(PlanPrice::service));
        return told;
    }

    private static PlanTotals totals(Docketed docket, int[] chosen) {
        var problem = docket.problem();
        var placed = new EnumMap<Urgency, Integer>(Urgency.class);
        var late = 0L;
        var direct = 0;
        for (var index = 0; index < chosen.length; index++) {
            var each = docket.cases().get(index);
            if (each.underOffer()) {
                continue;
            }
            var pair = chosen[index];
            if (pair == PlanSolver.WAITS) {
                late += problem.lateWaiting(index);
            } else {
                placed.merge(each.routed().facts().urgency(), 1, Integer::sum);
                late += problem.late(pair);
                direct += docket.option(pair).direct() ? 1 : 0;
            }
        }
        return new PlanTotals(placed, late, direct);
    }

    /** Tells each case what the plan does with it, and why that is not what one-by-one routing would do. */
    private static final class Comparison {

        private final Docketed docket;
        private final PlanProblem problem;
        private final int[] chosen;
        private final int[] oneByOne;
        /** For each pool, the case that has a place there by the plan and not one by one, and could go to the fewest others. */
        private final Map<Integer, Integer> newcomers = new HashMap<>();

        Comparison(Docketed docket, int[] chosen, int[] oneByOne) {
            this.docket = docket;
            this.problem = docket.problem();
            this.chosen = chosen;
            this.oneByOne = oneByOne;
            for (var index = 0; index < chosen.length; index++) {
                if (chosen[index] != PlanSolver.WAITS && pool(chosen[index]) != pool(oneByOne[index])) {
                    newcomers.merge(
                            pool(chosen[index]),
                            index,
                            (one, other) -> providers(other) < providers(one) ? other : one);
                }
            }
        }

        List<PlanLine> lines() {
            var lines = new ArrayList<PlanLine>(chosen.length);
            for (var index = 0; index < chosen.length; index++) {
                lines.add(line(index));
            }
            lines.sort(Comparator.comparing(PlanLine::urgency)
                    .thenComparing(line -> line.planned() == null)
                    .thenComparing(line -> line.caseFile().value())
                    .thenComparing(PlanLine::round));
            return lines;
        }

        private PlanLine line(int index) {
            var each = docket.cases().get(index);
            var routed = each.routed();
            var difference = difference(index);
            return new PlanLine(
                    routed.caseFile(),
                    routed.round(),
                    routed.reference(),
                    routed.facts().urgency(),
                    routed.facts().needs(),
                    place(chosen[index]),
                    place(oneByOne[index]),
                    difference,
                    instead(index, difference),
                    providers(index),
                    each.pinned(),
                    null,
                    null);
        }

        private PlanDifference difference(int index) {
            var plan = chosen[index];
            var before = oneByOne[index];
            if (docket.cases().get(index).underOffer()) {
                return PlanDifference.UNDER_OFFER;
            }
            if (plan == PlanSolver.WAITS) {
                if (before != PlanSolver.WAITS) {
                    return PlanDifference.GIVES_WAY;
                }
                return providers(index) == 0 ? PlanDifference.NOBODY : PlanDifference.NO_ROOM;
            }
            if (before == PlanSolver.WAITS) {
                return PlanDifference.ONLY_PLANNED;
            }
            if (provider(plan) == provider(before)) {
                return PlanDifference.SAME;
            }
            if (problem.late(plan) < problem.late(before)) {
                return PlanDifference.SOONER;
            }
            if (newcomers.containsKey(pool(before))) {
                return PlanDifference.KEPT_FOR;
            }
            return problem.loss(plan) < problem.loss(before) ? PlanDifference.MORE_DIRECT : PlanDifference.SHARED;
        }

        private @Nullable HumanReference instead(int index, PlanDifference difference) {
            if (difference != PlanDifference.GIVES_WAY && difference != PlanDifference.KEPT_FOR) {
                return null;
            }
            var other = newcomers.get(pool(oneByOne[index]));
            return other == null ? null : docket.cases().get(other).routed().reference();
        }

        private PlanLine.@Nullable Place place(int pair) {
            if (pair == PlanSolver.WAITS) {
                return null;
            }
            var option = docket.option(pair);
            var pool = docket.pools().get(problem.pool(pair));
            return new PlanLine.Place(pool.provider(), option.fund(), pool.service(), problem.late(pair));
        }

        private int providers(int index) {
            return problem.endOfPairs(index) - problem.firstPair(index);
        }

        private int pool(int pair) {
            return pair == PlanSolver.WAITS ? -1 : problem.pool(pair);
        }

        private int provider(int pair) {
            return problem.provider(problem.pool(pair));
        }
    }
}
