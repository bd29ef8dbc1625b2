package org.amparo.matching;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.amparo.demo.TestAmparo;
import org.amparo.intake.CaseId;
import org.amparo.intake.CaseOpened;
import org.amparo.kernel.Reach;
import org.amparo.kernel.Service;
import org.amparo.matching.RoutingWorld.Arrival;
import org.amparo.matching.RoutingWorld.Provider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The files of the demo, each with the facts it was opened with and the funds it might be paid by, and its nine practices. They promise so many cases at a
 * time; how many new ones that are in a week follows from how long a place was in use.
 */
final class DemoWorld {

    private static final int DAYS = 7;
    /** Of uses that began so early all have ended, so that their mean is not that of the short ones. */
    private static final int EARLY_DAYS = 180;

    private final Instant start;
    private final int weeks;
    private final List<Candidate> practices;
    private final Map<Service, Double> weeksInUse;
    private final List<Arrival> arrivals;

    private DemoWorld(
            Instant start,
            int weeks,
            List<Candidate> practices,
            Map<Service, Double> weeksInUse,
            List<Arrival> arrivals) {
        this.start = start;
        this.weeks = weeks;
        this.practices = List.copyOf(practices);
        this.weeksInUse = Map.copyOf(weeksInUse);
        this.arrivals = List.copyOf(arrivals);
    }

    /** Hears every case as it is opened: what becomes of it later is not to be known. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {

        private final Map<CaseId, CaseOpened> opened = new ConcurrentHashMap<>();

        @EventListener
        void on(CaseOpened event) {
            opened.put(event.caseFile(), event);
        }
    }

    /** Tells the demo's eighteen months in a folder of its own. */
    static DemoWorld tell() {
        try {
            var folder = Files.createTempDirectory("amparo-replay");
            var demo = TestAmparo.start(
                    new String[] {"--data=" + folder, "--spring.main.banner-mode=off", "--logging.level.root=WARN"},
                    new PrintStream(PrintStream.nullOutputStream()),
                    Listening.class);
            try (demo) {
                return demo.getBean(Reach.class).ofAmparo(() -> gather(demo));
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static DemoWorld gather(ApplicationContext demo) {
        var opened = demo.getBean(Listening.class).opened;
        var kept = demo.getBean(RoutedCases.class).since(Instant.EPOCH, Integer.MAX_VALUE).stream()
                .filter(routed -> routed.round() == 1 && opened.containsKey(routed.caseFile()))
                .sorted(Comparator.comparing(RoutedCase::waitingSince)
                        .thenComparing(routed -> routed.caseFile().value()))
                .toList();
        var start = kept.getFirst()
                .waitingSince()
                .atZone(OfficeHours.PACIFIC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
        var now = demo.getBean(Clock.class).instant();
        var weeks = (int) (Duration.between(start, now).toDays() / DAYS);
        var end = start.plus(Duration.ofDays((long) weeks * DAYS));
        var surroundings = demo.getBean(Drawing.class).surroundings(now);
        var arrivals = new ArrayList<Arrival>();
        for (var routed : kept) {
            var facts = opened.get(routed.caseFile()).facts();
            if (facts.consented() && routed.waitingSince().isBefore(end)) {
                var situation = surroundings.situation(routed.with(facts), List.of());
                arrivals.add(new Arrival(
                        routed.caseFile(), facts, situation.fieldOffice(), situation.funds(), routed.waitingSince()));
            }
        }
        return new DemoWorld(
                start, weeks, surroundings.candidates(), weeksInUse(demo.getBean(JdbcClient.class), start), arrivals);
    }

    private static Map<Service, Double> weeksInUse(JdbcClient database, Instant start) {
        return database
                .sql("""
                        SELECT service, avg(extract(epoch FROM given_back_at - begun_at)) / 604800 AS weeks
                          FROM matching.capacity_use, unnest(services) AS service
                         WHERE given_back_at IS NOT NULL AND begun_at < :early
                         GROUP BY service""")
                .param("early", start.plus(Duration.ofDays(EARLY_DAYS)).atOffset(java.time.ZoneOffset.UTC))
                .query((row, number) -> Map.entry(Service.valueOf(row.getString("service")), row.getDouble("weeks")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @param share how much there is of the room promised */
    RoutingWorld world(double share) {
        var providers = new ArrayList<Provider>();
        var spread = 0;
        for (var candidate : practices) {
            var room = new EnumMap<Service, int[]>(Service.class);
            for (var service : candidate.offering().services().stream().sorted().toList()) {
                room.put(service, places(candidate, service, share, spread++ * 0.37 % 1));
            }
            providers.add(new Provider(candidate.provider(), candidate.offering(), room));
        }
        return new RoutingWorld(start, weeks, DAYS, providers, arrivals, arrivals, start);
    }

    /** So many new cases a week that as many are in use at a time as were promised; of what nobody spoke of, one a week. */
    private int[] places(Candidate candidate, Service service, double share, double first) {
        var promised = candidate.practice().capacity(service).promised();
        var perWeek = share * (promised == null ? 1 : promised / weeksInUse.getOrDefault(service, 8.0));
        var places = new int[weeks];
        for (var week = 0; week < weeks; week++) {
            places[week] = (int) (Math.floor(first + (week + 1) * perWeek) - Math.floor(first + week * perWeek));
        }
        return places;
    }
}
