package org.amparo.matching;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.matching.RoutingWorld.Arrival;
import org.amparo.matching.RoutingWorld.Provider;
import org.amparo.membership.OrganizationId;
import org.springframework.boot.DefaultApplicationArguments;

/**
 * A {@linkplain RoutingWorld world} routed four ways by the programme's own rules and points. Cases come one after the other and wait as long as
 * their urgency lets them, then they are lost. Who is asked holds a place until the answer is there; who said no is not asked again.
 *
 * <p>"With hindsight" is the exact plan of somebody who knew the whole time before it began, and who would say no; nobody can place more.
 */
public final class RoutingSimulation {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    /** So many stretches of the past stand for the demand to come, each a week before the other. */
    private static final int SAMPLES = 8;

    /** As the coalition's settings are when nobody has changed them. */
    static final Map<ScorePart, Integer> WEIGHTS = Map.of(
            ScorePart.ANSWER_TIME, 18,
            ScorePart.LANGUAGE, 15,
            ScorePart.LOAD, 9,
            ScorePart.FUND, 6,
            ScorePart.PLACE, 6,
            ScorePart.COVERAGE, 6,
            ScorePart.SCARCITY, 40);

    /**
     * What one way of routing brought.
     *
     * @param hours from the call to the yes, median and 95th percentile of those who were placed
     * @param asked how many were asked for each who was placed
     * @param deviation what would have to change hands for the work to be shared as room was promised
     */
    record Outcome(
            String policy,
            int placed,
            Map<Urgency, Integer> byUrgency,
            Map<Urgency, double[]> hours,
            double direct,
            double asked,
            double deviation) {}

    private final RoutingWorld world;
    private final SimulatedAnswers answers;
    /** Where each provider is on the list of them. */
    private final Map<OrganizationId, Integer> places = new HashMap<>();

    RoutingSimulation(RoutingWorld world, SimulatedAnswers answers) {
        this.world = world;
        this.answers = answers;
        world.providers().forEach(provider -> places.put(provider.id(), places.size()));
    }

    /** All four ways through the same world, hindsight last. */
    List<Outcome> run() {
        var outcomes = new ArrayList<Outcome>();
        for (var way : Way.values()) {
            outcomes.add(new Routed(way).run());
        }
        outcomes.add(hindsight());
        return outcomes;
    }

    private enum Way {
        FIRST_COME,
        RANKED,
        PRICED
    }

    /** A case on its way to somebody who says yes. */
    private static final class Seeking {

        private final Arrival arrival;
        private final Set<OrganizationId> asked = new HashSet<>();
        private final List<Offer> live = new ArrayList<>();

        Seeking(Arrival arrival) {
            this.arrival = arrival;
        }
    }

    /** A place held for a case until the provider has answered. */
    private record Offer(Seeking seeking, Entry entry, Service service, int period, boolean yes, Instant at) {}

    /** One by one through the time. */
    private final class Routed {

        private final Way way;
        private final Map<OrganizationId, Map<Service, Integer>> left = new HashMap<>();
        private final List<Seeking> waiting = new ArrayList<>();
        private final PriorityQueue<Offer> live = new PriorityQueue<>(Comparator.comparing(Offer::at)
                .thenComparing(offer -> offer.seeking().arrival.id().value())
                .thenComparing(offer -> offer.entry().provider().value()));
        private final Tally tally = new Tally();
        private Scarcity scarcity = Scarcity.UNKNOWN;
        private int period = -1;

        Routed(Way way) {
            this.way = way;
        }

        Outcome run() {
            var next = 0;
            for (var day = 0; day < world.periods() * world.days(); day++) {
                var morning = world.start().plus(DAY.multipliedBy(day));
                answered(morning);
                if (day % world.days() == 0) {
                    period++;
                    world.providers().forEach(provider -> left.put(provider.id(), promised(provider)));
                }
                if (way == Way.PRICED) {
                    scarcity = forecast(morning, world.days() - day % world.days());
                }
                retry(morning);
                while (next < world.arrivals().size()
                        && world.arrivals().get(next).at().isBefore(morning.plus(DAY))) {
                    var arrival = world.arrivals().get(next++);
                    answered(arrival.at());
                    seek(new Seeking(arrival), arrival.at());
                }
            }
            answered(Instant.MAX);
            return tally.outcome(way.name());
        }

        private Map<Service, Integer> promised(Provider provider) {
            var places = new EnumMap<Service, Integer>(Service.class);
            provider.room().forEach((service, ofPeriods) -> places.put(service, ofPeriods[period]));
            return places;
        }

        /** As a shortlist drawn again when room appears: the most urgent and longest waiting first. */
        private void retry(Instant now) {
            waiting.removeIf(each -> each.arrival.lost().isBefore(now));
            if (way != Way.FIRST_COME) {
                waiting.sort(Comparator.comparing(
                                (Seeking each) -> each.arrival.facts().urgency())
                        .thenComparing(each -> each.arrival.at()));
            }
            var again = List.copyOf(waiting);
            waiting.clear();
            again.forEach(each -> seek(each, now));
        }

        /** Asks as many as may be asked at once; who finds nobody waits for the next morning. */
        private void seek(Seeking seeking, Instant now) {
            var urgency = seeking.arrival.facts().urgency();
            var situation = seeking.arrival.situation(now);
            if (seeking.live.size() < answers.atOnce(urgency)) {
                for (var entry : entries(situation)) {
                    if (seeking.asked.add(entry.provider())) {
                        ask(seeking, entry, situation, now);
                        if (seeking.live.size() == answers.atOnce(urgency)) {
                            break;
                        }
                    }
                }
            }
            if (seeking.live.isEmpty()) {
                waiting.add(seeking);
            }
        }

        /** Who can take it, in the order in which they are asked. First come, first served has no order but that of a list. */
        private List<Entry> entries(Situation situation) {
            var candidates = world.providers().stream().map(this::candidate).toList();
            var ranked =
                    new ArrayList<>(new Matchmaker(WEIGHTS, scarcity).rank(situation, candidates, tied -> Map.of()));
            ranked.removeIf(entry -> entry.eligibility() == Eligibility.EXCLUDED);
            if (way == Way.FIRST_COME) {
                ranked.sort(Comparator.comparing(entry -> places.getOrDefault(entry.provider(), 0)));
            }
            return ranked;
        }

        private void ask(Seeking seeking, Entry entry, Situation situation, Instant now) {
            var provider = provider(entry.provider());
            var service = WaitingDocket.serviceOf(situation, candidate(provider));
            if (service == null) {
                throw new IllegalStateException("asked for nothing it does");
            }
            left(provider.id()).merge(service, -1, Integer::sum);
            var reply = answers.to(seeking.arrival, provider, now);
            var offer = new Offer(seeking, entry, service, period, reply.yes(), reply.at());
            seeking.live.add(offer);
            live.add(offer);
            tally.asked++;
        }

        /** Hears all answers given before that moment. */
        private void answered(Instant until) {
            while (!live.isEmpty() && live.element().at().isBefore(until)) {
                var offer = live.remove();
                var seeking = offer.seeking();
                if (!seeking.live.remove(offer)) {
                    continue; // taken back when another said yes
                }
                if (offer.yes()) {
                    tally.placed(seeking.arrival, offer.entry(), offer.at());
                    seeking.live.forEach(this::giveBack);
                    seeking.live.clear();
                } else {
                    giveBack(offer);
                    var end = world.start().plus(world.period().multipliedBy(world.periods()));
                    if (offer.at().isBefore(end) && !seeking.arrival.lost().isBefore(offer.at())) {
                        seek(seeking, offer.at());
                    }
                }
            }
        }

        /** A place of a period that is over is of no use to anybody. */
        private void giveBack(Offer offer) {
            if (offer.period() == period) {
                left(offer.entry().provider()).merge(offer.service(), 1, Integer::sum);
            }
        }

        private Map<Service, Integer> left(OrganizationId provider) {
            return left.getOrDefault(provider, Map.of());
        }

        private Candidate candidate(Provider provider) {
            return provider.candidate(period, left(provider.id()), world.start());
        }

        /** The mean of what the last of the places that are left would have been worth in stretches of the past as long as the one to come. */
        private Scarcity forecast(Instant now, int daysLeft) {
            var samples = new ArrayList<Scarcity>();
            for (var sample = 0; sample < SAMPLES; sample++) {
                var until = now.minus(WEEK.multipliedBy(sample));
                var since = until.minus(Duration.ofDays(daysLeft));
                if (!since.isBefore(world.known())) {
                    samples.add(forecast(
                            world.history().stream()
                                    .filter(each -> !each.at().isBefore(since)
                                            && each.at().isBefore(until))
                                    .toList(),
                            now));
                }
            }
            return Scarcity.mean(samples);
        }

        private Scarcity forecast(List<Arrival> expected, Instant now) {
            var builder = new PlanProblem.Builder();
            var pools = new ArrayList<Docketed.Pool>();
            var numbers = new HashMap<Docketed.Pool, Integer>();
            var candidates = new ArrayList<Candidate>();
            for (var provider : world.providers()) {
                var number = builder.provider(1);
                candidates.add(candidate(provider));
                left(provider.id()).forEach((service, places) -> {
                    var pool = new Docketed.Pool(provider.id(), service);
                    numbers.put(pool, builder.pool(number, Math.max(0, places - 1)));
                    pools.add(pool);
                });
            }
            var matchmaker = new Matchmaker(WEIGHTS);
            for (var each : expected) {
                builder.caseOf(1 + each.facts().urgency().ordinal(), 0);
                var situation = each.situation(now);
                for (var candidate : candidates) {
                    var service = WaitingDocket.serviceOf(situation, candidate);
                    var pool = service == null ? null : numbers.get(new Docketed.Pool(candidate.provider(), service));
                    if (pool != null && WaitingDocket.canTake(matchmaker.judge(situation, candidate))) {
                        builder.pair(pool, 0, 0, 0);
                    }
                }
            }
            var docketed = new Docketed(List.of(), pools, List.of(), builder.build());
            return Scarcity.of(docketed, solver().solve(docketed.problem()));
        }
    }

    /** Everybody of the whole time against every period's places at once. */
    private Outcome hindsight() {
        var builder = new PlanProblem.Builder();
        record Slot(OrganizationId provider, Service service, int period) {}
        var pools = new HashMap<Slot, Integer>();
        var pairs = new ArrayList<Instant>();
        var entries = new ArrayList<Entry>();
        for (var provider : world.providers()) {
            var number = builder.provider(Math.max(1, provider.places()));
            for (var period = 0; period < world.periods(); period++) {
                for (var room : provider.room().entrySet()) {
                    pools.put(
                            new Slot(provider.id(), room.getKey(), period),
                            builder.pool(number, room.getValue()[period]));
                }
            }
        }
        var matchmaker = new Matchmaker(WEIGHTS);
        for (var each : world.arrivals()) {
            builder.caseOf(1 + each.facts().urgency().ordinal(), 0);
            var first = (int) Duration.between(world.start(), each.at()).dividedBy(world.period());
            for (var provider : world.providers()) {
                if (!answers.to(each, provider, each.at()).yes()) {
                    continue;
                }
                var candidate = provider.candidate(world.start());
                for (var period = first; period < world.periods(); period++) {
                    var opens = world.start().plus(world.period().multipliedBy(period));
                    if (period > first && each.lost().isBefore(opens)) {
                        break;
                    }
                    var now = period == first ? each.at() : opens;
                    var situation = each.situation(now);
                    var entry = matchmaker.judge(situation, candidate);
                    if (!canBeAsked(entry)) {
                        continue;
                    }
                    for (var service : each.facts().needs().stream().sorted().toList()) {
                        var pool = pools.get(new Slot(provider.id(), service, period));
                        if (pool != null) {
                            builder.pair(
                                    pool,
                                    (int) Duration.between(each.at(), now).toMinutes(),
                                    Matchmaker.loss(situation, candidate, entry),
                                    (int) (Matchmaker.tieBreak(each.id(), provider.id()) >>> 33));
                            pairs.add(answers.to(each, provider, now).at());
                            entries.add(entry);
                        }
                    }
                }
            }
        }
        var problem = builder.build();
        var chosen = solver().solve(problem);
        PlanProof.check(problem, chosen, PlanPrices.of(problem, chosen, PlanProblem.LEVELS));
        var tally = new Tally();
        for (var index = 0; index < chosen.length; index++) {
            if (chosen[index] != PlanSolver.WAITS) {
                tally.asked++;
                tally.placed(world.arrivals().get(index), entries.get(chosen[index]), pairs.get(chosen[index]));
            }
        }
        return tally.outcome("HINDSIGHT");
    }

    /** Better somebody who may be late than nobody: who is asked one by one as well, where there is nobody else. */
    private static boolean canBeAsked(Entry entry) {
        return entry.eligibility() != Eligibility.EXCLUDED || entry.against() == 1 && entry.fails(Rule.DEADLINE);
    }

    private static PlanSolver solver() {
        return NativeFlow.isAvailable() ? NativeFlow.load() : new AugmentingPaths();
    }

    private Provider provider(OrganizationId id) {
        return world.providers().get(places.getOrDefault(id, -1));
    }

    private final class Tally {

        private final Map<Urgency, List<Double>> hours = new EnumMap<>(Urgency.class);
        private final Map<OrganizationId, Integer> byProvider = new HashMap<>();
        private int asked;
        private int placed;
        private int direct;

        void placed(Arrival arrival, Entry entry, Instant answered) {
            placed++;
            direct += Matchmaker.says(entry, Rule.LANGUAGE, "language.direct") ? 1 : 0;
            byProvider.merge(entry.provider(), 1, Integer::sum);
            hours.computeIfAbsent(arrival.facts().urgency(), key -> new ArrayList<>())
                    .add(Duration.between(arrival.at(), answered).toSeconds() / 3_600.0);
        }

        Outcome outcome(String policy) {
            var byUrgency = new EnumMap<Urgency, Integer>(Urgency.class);
            var times = new EnumMap<Urgency, double[]>(Urgency.class);
            hours.forEach((urgency, list) -> {
                var sorted =
                        list.stream().mapToDouble(Double::doubleValue).sorted().toArray();
                byUrgency.put(urgency, sorted.length);
                times.put(urgency, new double[] {sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.95)]});
            });
            var deviation = world.providers().stream()
                            .mapToDouble(provider ->
                                    Math.abs((double) byProvider.getOrDefault(provider.id(), 0) / placed
                                            - (double) provider.places() / world.places()))
                            .sum()
                    / 2;
            return new Outcome(
                    policy, placed, byUrgency, times, (double) direct / placed, (double) asked / placed, deviation);
        }
    }

    private static void print(String title, RoutingWorld world, SimulatedAnswers answers, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%n%s: %d cases, %d places, %s%n",
                title,
                world.arrivals().size(),
                world.places(),
                answers.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        out.println(
                "| routing | placed | of hindsight | U0 | U1 | U2 | U3 | U4 | own language | off their shares | asked for each placed | hours to a yes, median/p95: U0 | U1 | U2 | U3 | U4 |");
        out.println(
                "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var outcomes = new RoutingSimulation(world, answers).run();
        var best = outcomes.getLast().placed();
        for (var each : outcomes) {
            var line = new StringBuilder(String.format(
                    Locale.ROOT, "| %s | %d | %.1f %% |", each.policy(), each.placed(), 100.0 * each.placed() / best));
            Arrays.stream(Urgency.values())
                    .forEach(urgency -> line.append(' ')
                            .append(each.byUrgency().getOrDefault(urgency, 0))
                            .append(" |"));
            line.append(String.format(
                    Locale.ROOT,
                    " %.1f %% | %.1f %% | %.2f |",
                    100 * each.direct(),
                    100 * each.deviation(),
                    each.asked()));
            Arrays.stream(Urgency.values()).forEach(urgency -> {
                var times = each.hours().getOrDefault(urgency, new double[] {0, 0});
                line.append(String.format(Locale.ROOT, " %.0f/%.0f |", times[0], times[1]));
            });
            out.println(line);
        }
    }

    /** @param arguments seeds of invented years, without any 1 to 3; or {@code --demo} for the files of the demo, which is told anew */
    public static void main(String[] arguments) {
        var options = new DefaultApplicationArguments(arguments);
        if (options.containsOption("demo")) {
            var demo = DemoWorld.tell();
            for (var answers : SimulatedAnswers.values()) {
                for (var share : new double[] {1.0, 0.75, 0.5}) {
                    print(
                            String.format(Locale.ROOT, "the files of the demo, %.0f %% of its room", share * 100),
                            demo.world(share),
                            answers,
                            System.out);
                }
            }
            System.exit(0); // threads of the demo's servers would keep the process alive
        }
        var seeds = options.getNonOptionArgs().isEmpty() ? List.of("1", "2", "3") : options.getNonOptionArgs();
        for (var answers : SimulatedAnswers.values()) {
            for (var load : new double[] {0.7, 0.85, 1.0}) {
                for (var seed : seeds) {
                    print(
                            String.format(Locale.ROOT, "seed %s, demand %.0f %% of all places", seed, load * 100),
                            InventedWorld.of(Long.parseLong(seed), load, InventedWorld.PERIODS),
                            answers,
                            System.out);
                }
            }
        }
    }
}
