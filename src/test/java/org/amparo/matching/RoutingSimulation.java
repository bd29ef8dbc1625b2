package org.amparo.matching;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.amparo.intake.Answer;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.intake.ConsentPurpose;
import org.amparo.intake.CustodyStatus;
import org.amparo.intake.FundFacts;
import org.amparo.intake.SpanishFluency;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Standing;

/**
 * Twelve months of demand made up from a seed, routed four ways by the programme's own rules and points. Providers promise places for every four weeks;
 * what is not used is lost. Cases come one after the other and wait as long as their urgency lets them, then they are lost.
 *
 * <p>"With hindsight" is the exact plan of somebody who knew the whole year before it began; nobody can place more.
 */
public final class RoutingSimulation {

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final int PERIODS = 13;
    private static final int DAYS = 28;
    private static final Duration PERIOD = Duration.ofDays(DAYS);
    private static final Duration WEEK = Duration.ofDays(7);
    /** So many stretches of the past stand for the demand to come, each a period before the other. */
    private static final int SAMPLES = 8;
    /** What the coalition knows of the time before, for the forecast only. */
    private static final int HISTORY_DAYS = 28 + 7 * SAMPLES;

    private static final List<String> FACILITIES =
            List.of("ADLNTCA", "CADESVI", "CACTYCA", "CACFMES", "CCASDCA", "IRADFCA");
    private static final List<String> OFFICES = List.of("LOS", "LOS", "SFR", "SFR", "SND", "SND");
    private static final LanguageCode SPANISH = LanguageCode.of("es");
    private static final List<String> RARE = List.of("mam", "quc", "kjb");
    private static final List<Service> SERVICES = List.of(Service.BOND, Service.HABEAS, Service.FULL_REMOVAL_DEFENSE);

    /** As the coalition's settings are when nobody has changed them. */
    static final Map<ScorePart, Integer> WEIGHTS = Map.of(
            ScorePart.ANSWER_TIME, 18,
            ScorePart.LANGUAGE, 15,
            ScorePart.LOAD, 9,
            ScorePart.FUND, 6,
            ScorePart.PLACE, 6,
            ScorePart.COVERAGE, 6,
            ScorePart.SCARCITY, 40);

    private static final Map<Urgency, Duration> WAITS = Map.of(
            Urgency.U0, Duration.ofDays(1),
            Urgency.U1, Duration.ofDays(3),
            Urgency.U2, Duration.ofDays(5),
            Urgency.U3, Duration.ofDays(8),
            Urgency.U4, Duration.ofDays(10));
    private static final Map<Urgency, Duration> ANSWERS = Map.of(
            Urgency.U0, Duration.ofHours(2),
            Urgency.U1, Duration.ofHours(24),
            Urgency.U2, Duration.ofHours(72),
            Urgency.U3, Duration.ofDays(7),
            Urgency.U4, Duration.ofDays(7));

    private record Arrival(CaseId id, CaseFacts facts, FieldOfficeCode office, Instant at) {

        Instant lost() {
            return at.plus(WAITS.getOrDefault(facts.urgency(), WEEK));
        }

        Situation situation(Instant now) {
            return new Situation(
                    id,
                    facts,
                    office,
                    ANSWERS.getOrDefault(facts.urgency(), WEEK),
                    null,
                    Map.of(),
                    Map.of(),
                    Set.of(),
                    RulesOfDay.ALL,
                    List.of(),
                    now);
        }
    }

    private record Provider(OrganizationId id, Offering offering, Map<Service, Integer> promised) {}

    /** What one way of routing brought. */
    public record Outcome(
            String policy,
            int placed,
            Map<Urgency, Integer> byUrgency,
            Map<Urgency, double[]> hours,
            double direct,
            double deviation) {}

    private final List<Provider> providers = new ArrayList<>();
    private final List<Arrival> history = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();

    RoutingSimulation(long seed, double load) {
        var random = new Random(seed);
        for (var number = 0; number < 36; number++) {
            providers.add(provider(number, random));
        }
        var places = providers.stream()
                .flatMap(provider -> provider.promised().values().stream())
                .mapToInt(Integer::intValue)
                .sum();
        var cases = (int) (places * load * PERIODS);
        for (var number = 0; number < cases; number++) {
            arrivals.add(arrival(START, PERIODS * DAYS, random));
        }
        arrivals.sort(Comparator.comparing(Arrival::at));
        for (var number = 0; number < cases * HISTORY_DAYS / (PERIODS * DAYS); number++) {
            history.add(arrival(START.minus(Duration.ofDays(HISTORY_DAYS)), HISTORY_DAYS, random));
        }
        history.addAll(arrivals);
    }

    /** Large ones do everything everywhere in Spanish; each rare language is spoken by a few, who speak Spanish as well. */
    private static Provider provider(int number, Random random) {
        var rare = number % 3 == 0;
        var languages = new HashSet<>(Set.of(SPANISH, LanguageCode.of("en")));
        if (rare) {
            languages.add(LanguageCode.of(RARE.get(number / 3 % RARE.size())));
        }
        var first = rare ? number / 9 % 3 : random.nextInt(3);
        var facilities = new HashSet<FacilityCode>();
        var offices = new HashSet<FieldOfficeCode>();
        for (var office : random.nextBoolean() ? new int[] {first} : new int[] {first, (first + 1) % 3}) {
            facilities.add(FacilityCode.of(FACILITIES.get(2 * office)));
            offices.add(FieldOfficeCode.of(OFFICES.get(2 * office)));
        }
        var services = new HashSet<Service>();
        while (services.size() < 2) {
            services.add(SERVICES.get(random.nextInt(SERVICES.size())));
        }
        var answers = new EnumMap<Urgency, Integer>(Urgency.class);
        for (var urgency : Urgency.values()) {
            answers.put(urgency, (int) (ANSWERS.getOrDefault(urgency, WEEK).toMinutes()
                    * (rare ? 1 + random.nextInt(4) : 4 + random.nextInt(6))
                    / 10));
        }
        var promised = new EnumMap<Service, Integer>(Service.class);
        services.forEach(service -> promised.put(service, 2 + random.nextInt(5)));
        return new Provider(
                new OrganizationId(new UUID(7, number)),
                new Offering(
                        services,
                        facilities,
                        Set.of(),
                        offices,
                        languages,
                        Set.of(),
                        answers,
                        Set.of(Arrangement.UNFUNDED, Arrangement.AROUND_THE_CLOCK, Arrangement.SPANISH_BRIDGE)),
                promised);
    }

    private static Arrival arrival(Instant from, int days, Random random) {
        var place = random.nextInt(FACILITIES.size());
        var rare = random.nextInt(100) < 30;
        var grade = random.nextInt(100);
        var urgency = grade < 6
                ? Urgency.U0
                : grade < 26 ? Urgency.U1 : grade < 56 ? Urgency.U2 : grade < 90 ? Urgency.U3 : Urgency.U4;
        var facts = new CaseFacts(
                1,
                urgency,
                Set.of(SERVICES.get(random.nextInt(SERVICES.size()))),
                CustodyStatus.DETAINED,
                FacilityCode.of(FACILITIES.get(place)),
                null,
                rare ? LanguageCode.of(RARE.get(random.nextInt(RARE.size()))) : SPANISH,
                rare ? (random.nextInt(5) == 0 ? SpanishFluency.FLUENT : SpanishFluency.NONE) : SpanishFluency.FLUENT,
                null,
                null,
                null,
                null,
                null,
                new FundFacts(null, null, Answer.UNKNOWN),
                true,
                Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS),
                null);
        return new Arrival(
                new CaseId(new UUID(9, random.nextLong())),
                facts,
                FieldOfficeCode.of(OFFICES.get(place)),
                from.plusSeconds((long) (random.nextDouble() * days * 86_400)));
    }

    private enum Way {
        FIRST_COME,
        RANKED,
        PRICED
    }

    /** One by one through the year. */
    private final class Year {

        private final Way way;
        private final Map<OrganizationId, Map<Service, Integer>> left = new HashMap<>();
        private final List<Arrival> waiting = new ArrayList<>();
        private final Tally tally = new Tally();
        private Scarcity scarcity = Scarcity.UNKNOWN;

        Year(Way way) {
            this.way = way;
        }

        Outcome run() {
            var next = 0;
            for (var day = 0; day < PERIODS * DAYS; day++) {
                var morning = START.plus(Duration.ofDays(day));
                if (day % DAYS == 0) {
                    providers.forEach(provider -> left.put(provider.id(), new EnumMap<>(provider.promised())));
                }
                if (way == Way.PRICED) {
                    scarcity = forecast(morning, DAYS - day % DAYS);
                }
                retry(morning);
                while (next < arrivals.size() && arrivals.get(next).at().isBefore(morning.plus(Duration.ofDays(1)))) {
                    var arrival = arrivals.get(next++);
                    if (!place(arrival, arrival.at())) {
                        waiting.add(arrival);
                    }
                }
            }
            return tally.outcome(way.name());
        }

        /** As a shortlist drawn again when room appears: the most urgent and longest waiting first. */
        private void retry(Instant now) {
            waiting.removeIf(each -> each.lost().isBefore(now));
            if (way != Way.FIRST_COME) {
                waiting.sort(Comparator.comparing((Arrival each) -> each.facts().urgency())
                        .thenComparing(Arrival::at));
            }
            waiting.removeIf(each -> place(each, now));
        }

        private boolean place(Arrival arrival, Instant now) {
            var candidates = providers.stream().map(this::candidate).toList();
            var situation = arrival.situation(now);
            var matchmaker = new Matchmaker(WEIGHTS, scarcity);
            var entries = way == Way.FIRST_COME
                    ? candidates.stream()
                            .map(candidate -> matchmaker.judge(situation, candidate))
                            .toList()
                    : matchmaker.rank(situation, candidates, tied -> Map.of());
            for (var entry : entries) {
                if (entry.eligibility() != Eligibility.EXCLUDED) {
                    var service = arrival.facts().needs().iterator().next();
                    left.get(entry.provider()).merge(service, -1, Integer::sum);
                    tally.placed(arrival, entry, now);
                    return true;
                }
            }
            return false;
        }

        private Candidate candidate(Provider provider) {
            var capacity = new EnumMap<Service, Capacity>(Service.class);
            provider.promised()
                    .forEach((service, places) -> capacity.put(
                            service,
                            new Capacity(
                                    places, places - left.get(provider.id()).getOrDefault(service, 0), START)));
            return new Candidate(
                    provider.id(),
                    Standing.ADMITTED,
                    new PracticeSheet(provider.id(), 1, 1, provider.offering(), Taking.OPEN, capacity, START));
        }

        /** The mean of what the last of the places that are left would have been worth in stretches of the past as long as the one to come. */
        private Scarcity forecast(Instant now, int daysLeft) {
            var samples = new ArrayList<Scarcity>();
            for (var sample = 0; sample < SAMPLES; sample++) {
                var until = now.minus(WEEK.multipliedBy(sample));
                var since = until.minus(Duration.ofDays(daysLeft));
                samples.add(forecast(
                        history.stream()
                                .filter(each ->
                                        !each.at().isBefore(since) && each.at().isBefore(until))
                                .toList(),
                        now));
            }
            return Scarcity.mean(samples);
        }

        private Scarcity forecast(List<Arrival> expected, Instant now) {
            var builder = new PlanProblem.Builder();
            var pools = new ArrayList<Docketed.Pool>();
            var numbers = new HashMap<Docketed.Pool, Integer>();
            var candidates = new ArrayList<Candidate>();
            for (var provider : providers) {
                var number = builder.provider(1);
                candidates.add(candidate(provider));
                left.get(provider.id()).forEach((service, places) -> {
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
                    if (WaitingDocket.canTake(matchmaker.judge(situation, candidate))) {
                        var service = each.facts().needs().iterator().next();
                        builder.pair(
                                numbers.getOrDefault(new Docketed.Pool(candidate.provider(), service), 0), 0, 0, 0);
                    }
                }
            }
            var docketed = new Docketed(List.of(), pools, List.of(), builder.build());
            return Scarcity.of(docketed, solver().solve(docketed.problem()));
        }
    }

    /** Everybody of the year against every period's places at once. */
    private Outcome hindsight() {
        var builder = new PlanProblem.Builder();
        record Slot(OrganizationId provider, Service service, int period) {}
        var pools = new HashMap<Slot, Integer>();
        var pairs = new ArrayList<Instant>();
        var entries = new ArrayList<Entry>();
        for (var provider : providers) {
            var number = builder.provider(provider.promised().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum());
            for (var period = 0; period < PERIODS; period++) {
                for (var service : provider.promised().keySet()) {
                    pools.put(
                            new Slot(provider.id(), service, period),
                            builder.pool(number, provider.promised().getOrDefault(service, 0)));
                }
            }
        }
        var matchmaker = new Matchmaker(WEIGHTS);
        for (var each : arrivals) {
            var grade = 1 + each.facts().urgency().ordinal();
            builder.caseOf(grade, 0);
            var service = each.facts().needs().iterator().next();
            var first = (int) Duration.between(START, each.at()).dividedBy(PERIOD);
            for (var provider : providers) {
                var candidate = new Candidate(
                        provider.id(),
                        Standing.ADMITTED,
                        new PracticeSheet(provider.id(), 1, 1, provider.offering(), Taking.OPEN, Map.of(), START));
                var situation = each.situation(each.at());
                var entry = matchmaker.judge(situation, candidate);
                if (entry.eligibility() == Eligibility.EXCLUDED) {
                    continue;
                }
                for (var period = first; period < PERIODS; period++) {
                    var opens = START.plus(PERIOD.multipliedBy(period));
                    if (period > first && each.lost().isBefore(opens)) {
                        break;
                    }
                    var now = period == first ? each.at() : opens;
                    var pool = pools.get(new Slot(provider.id(), service, period));
                    if (pool != null) {
                        builder.pair(
                                pool,
                                (int) Duration.between(each.at(), now).toMinutes(),
                                Matchmaker.loss(situation, candidate, entry),
                                (int) (Matchmaker.tieBreak(each.id(), provider.id()) >>> 33));
                        pairs.add(now);
                        entries.add(entry);
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
                tally.placed(arrivals.get(index), entries.get(chosen[index]), pairs.get(chosen[index]));
            }
        }
        return tally.outcome("HINDSIGHT");
    }

    private static PlanSolver solver() {
        return NativeFlow.isAvailable() ? NativeFlow.load() : new AugmentingPaths();
    }

    private final class Tally {

        private final Map<Urgency, List<Double>> hours = new EnumMap<>(Urgency.class);
        private final Map<OrganizationId, Integer> byProvider = new HashMap<>();
        private int placed;
        private int direct;

        void placed(Arrival arrival, Entry entry, Instant offered) {
            placed++;
            direct += Matchmaker.says(entry, Rule.LANGUAGE, "language.direct") ? 1 : 0;
            byProvider.merge(entry.provider(), 1, Integer::sum);
            var provider = providers.stream()
                    .filter(each -> each.id().equals(entry.provider()))
                    .findFirst()
                    .orElseThrow();
            var answer = provider.offering()
                    .answerMinutes()
                    .getOrDefault(arrival.facts().urgency(), 0);
            hours.computeIfAbsent(arrival.facts().urgency(), key -> new ArrayList<>())
                    .add(Duration.between(arrival.at(), offered).toMinutes() / 60.0 + answer / 60.0);
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
            var places = providers.stream()
                    .mapToInt(provider -> provider.promised().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .sum();
            var deviation = providers.stream()
                            .mapToDouble(provider ->
                                    Math.abs((double) byProvider.getOrDefault(provider.id(), 0) / placed
                                            - (double) provider.promised().values().stream()
                                                            .mapToInt(Integer::intValue)
                                                            .sum()
                                                    / places))
                            .sum()
                    / 2;
            return new Outcome(policy, placed, byUrgency, times, (double) direct / placed, deviation);
        }
    }

    /** All four ways through the same year, hindsight last. */
    static List<Outcome> run(long seed, double load) {
        var simulation = new RoutingSimulation(seed, load);
        var outcomes = new ArrayList<Outcome>();
        for (var way : Way.values()) {
            outcomes.add(simulation.new Year(way).run());
        }
        outcomes.add(simulation.hindsight());
        return outcomes;
    }

    static void print(long seed, double load, PrintStream out) {
        var simulation = new RoutingSimulation(seed, load);
        out.printf(
                Locale.ROOT,
                "%nseed %d: %d cases in a year, %.0f %% of all places promised%n",
                seed,
                simulation.arrivals.size(),
                load * 100);
        var outcomes = run(seed, load);
        var best = outcomes.getLast().placed();
        out.println(
                "| routing | placed | of hindsight | U0 | U1 | U2 | U3 | U4 | own language | off their shares | hours to a yes, median/p95: U0 | U1 | U2 | U3 | U4 |");
        out.println(
                "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (var each : outcomes) {
            var line = new StringBuilder(String.format(
                    Locale.ROOT, "| %s | %d | %.1f %% |", each.policy(), each.placed(), 100.0 * each.placed() / best));
            Arrays.stream(Urgency.values())
                    .forEach(urgency -> line.append(' ')
                            .append(each.byUrgency().getOrDefault(urgency, 0))
                            .append(" |"));
            line.append(
                    String.format(Locale.ROOT, " %.1f %% | %.1f %% |", 100 * each.direct(), 100 * each.deviation()));
            Arrays.stream(Urgency.values()).forEach(urgency -> {
                var times = each.hours().getOrDefault(urgency, new double[] {0, 0});
                line.append(String.format(Locale.ROOT, " %.0f/%.0f |", times[0], times[1]));
            });
            out.println(line);
        }
    }

    /** @param arguments seeds; without any, 1 to 3 */
    public static void main(String[] arguments) {
        System.out.println(START.atZone(ZoneOffset.UTC).getYear() + ", " + PERIODS + " times four weeks, 36 providers");
        var seeds = arguments.length == 0
                ? new long[] {1, 2, 3}
                : Arrays.stream(arguments).mapToLong(Long::parseLong).toArray();
        for (var load : new double[] {0.7, 0.85, 1.0}) {
            for (var seed : seeds) {
                print(seed, load, System.out);
            }
        }
    }
}
