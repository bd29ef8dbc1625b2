package org.amparo.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.amparo.benchmark.Load.Sample;
import org.amparo.benchmark.RecordedStatements.Statement;
import org.amparo.demo.TestAmparo;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Service;
import org.amparo.matching.MatchingDesk;
import org.amparo.membership.Directory;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.Acceptance;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralsDesk;
import org.amparo.vault.Fingerprints;
import org.amparo.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.core.EventPublicationRepository;

/**
 * Measures Amparo over HTTP, as its users reach it, beside floors measured in the same run: the application's own statements sent by
 * pgbench, a bare endpoint, the raw query behind a figure. Prints one Markdown table.
 *
 * <p>{@code ./mvnw -Pbenchmark test-compile spring-boot:test-run}; arguments as for the demo:
 * {@code -Dspring-boot.run.arguments="--cases=10000,100000,1000000 --rounds=9 --seconds=8"}.
 */
public final class Benchmark {

    private static final int CLIENTS = 8;
    private static final int FILES = 500;
    private static final Duration FIRST_INTAKES = Duration.ofSeconds(10);
    private static final int SEARCHED = 2_000;
    private static final int OK = 200;
    private static final byte[] NOTHING = new byte[0];
    private static final int CREATED = 201;
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final ConfigurableApplicationContext application;
    private final String address;
    private final String identity;
    private final int databasePort;
    private final JdbcTemplate database;
    private final RecordedStatements recorded;
    private final PrintStream out;
    private final int rounds;
    private final Duration slice;
    private final Duration warmUp;
    private final Set<String> only;
    private final boolean showing;
    private final SealedNames names = new SealedNames();
    private final List<String[]> rows = new ArrayList<>();
    private List<String> known = List.of();

    private Benchmark(
            ConfigurableApplicationContext application,
            PrintStream out,
            int rounds,
            Duration slice,
            Duration warmUp,
            Set<String> only,
            boolean showing) {
        this.application = application;
        this.address = "http://localhost:" + application.getEnvironment().getProperty("server.port");
        this.identity =
                application.getEnvironment().getProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri");
        var url = application.getEnvironment().getProperty("spring.datasource.url", "");
        this.databasePort = URI.create(url.substring("jdbc:".length())).getPort();
        this.database = application.getBean(JdbcTemplate.class);
        this.recorded = application.getBean(RecordedStatements.class);
        this.out = out;
        this.rounds = rounds;
        this.slice = slice;
        this.warmUp = warmUp;
        this.only = only;
        this.showing = showing;
    }

    /** Lets the statements be recorded that the floor sends again. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {

        private static final RecordedStatements RECORDED = new RecordedStatements();
        private static final ForgetfulRegistry REGISTRY = new ForgetfulRegistry();
        private static final OpenVault VAULT = new OpenVault();

        @Bean
        static RecordedStatements recordedStatements() {
            return RECORDED;
        }

        @Bean
        static BeanPostProcessor listeningDataSource() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source ? RECORDED.listenTo(source) : bean;
                }
            };
        }

        @Bean
        static Echo echo() {
            return new Echo();
        }

        @Bean
        static ForgetfulRegistry forgetfulRegistry() {
            return REGISTRY;
        }

        @Bean
        static OpenVault openVault() {
            return VAULT;
        }

        @Bean
        static BeanPostProcessor leavingOpen() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Vault vault ? VAULT.inFrontOf(vault) : bean;
                }
            };
        }

        @Bean
        static BeanPostProcessor forgetting() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    return bean instanceof EventPublicationRepository kept ? REGISTRY.inFrontOf(kept) : bean;
                }
            };
        }
    }

    public static void main(String[] arguments) throws Exception {
        var options = new DefaultApplicationArguments(arguments);
        var folder = Files.createTempDirectory("amparo-benchmark");
        var start = new ArrayList<>(List.of(arguments));
        start.addAll(List.of(
                "--no-story", "--data=" + folder, "--spring.main.banner-mode=off", "--logging.level.root=WARN"));
        var began = System.nanoTime();
        try {
            var application = TestAmparo.start(
                    start.toArray(String[]::new), new PrintStream(PrintStream.nullOutputStream()), Listening.class);
            var startSeconds = (System.nanoTime() - began) / 1e9;
            var benchmark = new Benchmark(
                    application,
                    System.out,
                    Integer.parseInt(option(options, "rounds", "9")),
                    Duration.ofSeconds(Long.parseLong(option(options, "seconds", "8"))),
                    Duration.ofSeconds(Long.parseLong(option(options, "warm-up", "30"))),
                    Set.of(option(options, "only", "").split(",")).stream()
                            .filter(name -> !name.isEmpty())
                            .collect(Collectors.toSet()),
                    options.containsOption("statements"));
            var sizes = Arrays.stream(
                            option(options, "cases", "10000,100000,1000000").split(","))
                    .map(Integer::valueOf)
                    .toList();
            benchmark.run(sizes, startSeconds);
            benchmark.settled();
            application.close();
        } catch (Exception trouble) { // threads of the database and the mailbox would keep a failed run alive
            trouble.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private void run(List<Integer> sizes, double startSeconds) throws Exception {
        out.println("fsync " + setting("fsync") + ", synchronous_commit " + setting("synchronous_commit"));
        if (!Floor.possible()) {
            out.println("pgbench is not on the PATH: database floors are left out.");
        }
        row(
                "operation",
                "cases",
                "/s",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "processor ms",
                "floor /s",
                "share of the floor (95 %)",
                "against itself");
        row("---", "---:", "---:", "---:", "---:", "---:", "---:", "---", "---");
        firstIntakes();
        var filled = 0;
        for (var size : sizes) {
            out.println("… filling up to " + size + " cases");
            fill(filled, size);
            filled = size;
            when("submit", size, this::submit);
            when("unoffered", size, this::unoffered);
            when("events", size, this::events);
            when("figures", size, this::figures);
            when("safeguards", size, this::safeguards);
            when("open", size, this::open);
            when("search", size, this::search);
            when("hints", size, this::hints);
            when("file", size, this::file);
            when("inbox", size, this::inbox);
            when("dashboard", size, this::dashboard);
        }
        when("accept", filled, this::answer);
        when("shortlist", filled, this::shortlist);
        when("first-offer", filled, this::firstOffer);
        runtime(startSeconds);
        out.println();
        rows.forEach(row -> out.println("| " + String.join(" | ", row) + " |"));
        when("pages", filled, size -> new PageTimings(address, warmUp, out).print());
    }

    /** As the application's own connections have it. */
    private String setting(String name) {
        return database.queryForObject("SELECT current_setting(?)", String.class, name);
    }

    private void when(String name, int size, Operation operation) throws Exception {
        if (only.isEmpty() || only.contains(name)) {
            operation.measure(size);
        }
    }

    @FunctionalInterface
    private interface Operation {
        void measure(int size) throws Exception;
    }

    // --- operations

    private void submit(int size) throws Exception {
        var offered = new Submission(this, true);
        var all = recorded.withAftermathOf(() -> {
            offered.once();
            settled();
        });
        compare(
                "submit an intake, shortlist, offers and letters included",
                size,
                submitting(offered),
                this::settled,
                floor(all, offered.renewal(all)));
    }

    private void unoffered(int size) throws Exception {
        var kept = new Submission(this, false);
        var own = recorded.of(kept::once);
        compare(
                "submit an intake without consent, offered to nobody",
                size,
                submitting(kept),
                this::settled,
                floor(own, kept.renewal(own)));
    }

    /** What it costs that no event is lost: the same reactions, while nothing of them is written down. */
    private void events(int size) throws Exception {
        var registry = application.getBean(ForgetfulRegistry.class);
        var offered = new Submission(this, true);
        compare(
                "submit an intake, against the same with no event written down",
                size,
                submitting(offered),
                this::settled,
                () -> registry.forgetting(() -> Load.run(CLIENTS, slice, submitting(offered), registry::idle)
                        .perSecond()));
    }

    /** What keeping the figures costs an intake: the same with nobody who keeps them. */
    private void figures(int size) throws Exception {
        var chronicle = new Unheard(application, "org.amparo.reporting.");
        without("figures kept", size, chronicle::silenced);
    }

    /** What protecting people costs an intake: the same with nothing written into the ledger, and with nothing sealed. */
    private void safeguards(int size) throws Exception {
        var scribe = new Unheard(application, "org.amparo.ledger.");
        without("a line in the ledger", size, scribe::silenced);
        without("anything sealed", size, application.getBean(OpenVault.class)::leavingOpen);
    }

    /** Runs something while the application leaves something else out. */
    @FunctionalInterface
    private interface Omission {
        double during(Callable<Double> measurement) throws Exception;
    }

    private void without(String what, int size, Omission omission) throws Exception {
        var offered = new Submission(this, true);
        compare(
                "submit an intake, against the same without " + what,
                size,
                submitting(offered),
                this::settled,
                () -> omission.during(() -> Load.run(CLIENTS, slice, submitting(offered), this::settled)
                        .perSecond()));
    }

    private Load.Client submitting(Submission submission) {
        return number -> {
            var connection = connect("valeria");
            return () -> connection.post("/api/v1/cases", submission.json(), CREATED);
        };
    }

    /** Waits until no event is left to be worked on. */
    private void settled() {
        var deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (database.queryForObject("SELECT count(*) FROM event_publication", Integer.class) > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("events are still waiting after three minutes");
            }
            LockSupport.parkNanos(20_000_000L);
        }
    }

    private void open(int size) throws Exception {
        var statements = read("valeria", "/api/v1/cases");
        compare("page of open cases", size, getter("valeria", () -> "/api/v1/cases"), floor(statements, keep()));
    }

    private void search(int size) throws Exception {
        var next = new AtomicLong();
        var statements = read("valeria", "/api/v1/cases?q=" + known.getFirst());
        compare(
                "search by reference",
                size,
                getter("valeria", () -> "/api/v1/cases?q=" + known.get((int) (next.getAndIncrement() % known.size()))),
                floor(statements, keep()));
    }

    /** Names somebody types, looked for among sealed ones. */
    private void hints(int size) throws Exception {
        compare(
                "hints on sealed names, while typing",
                size,
                number -> {
                    var connection = connect("valeria");
                    return () -> connection.post("/api/v1/cases/duplicates", names.json(), OK);
                },
                null);
    }

    /** Opens files that this run sealed itself: key, file and the ledger's line. */
    private void file(int size) throws Exception {
        var submission = new Submission(this, false);
        for (var one = 0; one < FILES; one++) {
            submission.once();
        }
        settled();
        var files = database.queryForList(
                "SELECT c.id FROM intake.case_file c JOIN vault.data_key k ON k.owner = c.id ORDER BY c.opened_at DESC LIMIT "
                        + FILES,
                UUID.class);
        var next = new AtomicLong();
        compare(
                "open a file",
                size,
                getter("valeria", () -> "/api/v1/cases/" + files.get((int) (next.getAndIncrement() % files.size()))),
                null);
    }

    private void inbox(int size) throws Exception {
        var statements = read("paula", "/api/v1/referrals/inbox");
        compare("open the inbox", size, getter("paula", () -> "/api/v1/referrals/inbox"), floor(statements, keep()));
    }

    /** Accepts offers made ready in advance, a new one each time. */
    private void answer(int size) throws Exception {
        var attorney = person("paula");
        var ready = new ReadyOffers(database, attorney.organization().value(), size);
        var desk = application.getBean(ReferralsDesk.class);
        var one = ready.take();
        var statements =
                recorded.of(() -> desk.accept(new Acceptance(new ReferralId(one), EnumSet.of(Service.BOND)), attorney));
        var kept = Set.of(attorney.member().value(), attorney.organization().value());
        compare(
                "accept an offer",
                size,
                number -> {
                    var connection = connect("paula");
                    return () -> connection.post(
                            "/api/v1/referrals/" + ready.take() + "/acceptance", "{\"scope\":[\"BOND\"]}", OK);
                },
                afterAllIsDone(floor(statements, ready.renewal(one, kept))));
    }

    /** What the requests left to be done is not the floor's to wait for. */
    private @Nullable FloorRun afterAllIsDone(@Nullable FloorRun floor) {
        return floor == null
                ? null
                : () -> {
                    settled();
                    return floor.perSecond();
                };
    }

    private void dashboard(int size) throws Exception {
        var period = Instant.now().atZone(PACIFIC).getYear() + "";
        var raw = new RawFigures(database);
        compare(
                "dashboard of a year",
                size,
                getter("lena", () -> "/api/v1/figures?period=" + period),
                () -> Load.run(1, slice, number -> raw::query).perSecond());
    }

    /** Shortlists among a thousand providers, drawn and read, beside an echo of the same document. Every client has a case of its own: one case is drawn by one at a time. */
    private void shortlist(int size) throws Exception {
        new ManyProviders(application).describe(1_000);
        var cases = database.queryForList(
                "SELECT case_id FROM matching.routed_case WHERE state = 'WAITING' AND round = 1 ORDER BY waiting_since DESC LIMIT "
                        + CLIENTS,
                UUID.class);
        var matching = application.getBean(MatchingDesk.class);
        var dispatcher = person("dana");
        cases.forEach(each -> matching.redraw(new CaseId(each), 1, dispatcher));
        settled();
        var document = connect("dana").body("/api/v1/cases/" + cases.getFirst() + "/shortlist");
        out.println("… a shortlist is " + (document.length >> 10) + " KiB");
        compare(
                "draw a shortlist, 1,000 providers",
                size,
                number -> {
                    var connection = connect("dana");
                    var path = "/api/v1/cases/" + cases.get(number % cases.size()) + "/shortlist";
                    return () -> connection.post(path, NOTHING, OK);
                },
                this::settled,
                echoing(document));
        compare(
                "read a shortlist, 1,000 providers",
                size,
                number -> {
                    var connection = connect("dana");
                    var path = "/api/v1/cases/" + cases.get(number % cases.size()) + "/shortlist";
                    return () -> connection.get(path);
                },
                echoing(document));
    }

    /** Sends the document and reads it again. */
    private FloorRun echoing(byte[] document) throws Exception {
        Load.Client client = number -> {
            var connection = connect("dana");
            return () -> connection.post(Echo.PATH, document, OK);
        };
        Load.run(CLIENTS, warmUp, client);
        return () -> Load.run(CLIENTS, slice, client).perSecond();
    }

    /** An open loop: five intakes a second for twenty seconds, and how long each waited for its first offer. */
    private void firstOffer(int size) throws Exception {
        var submission = new Submission(this, true);
        var connection = connect("valeria");
        var begin = database.queryForObject("SELECT now()", java.time.OffsetDateTime.class);
        var next = System.nanoTime();
        for (var i = 0; i < 100; i++) {
            next += 200_000_000L;
            connection.post("/api/v1/cases", submission.json(), CREATED);
            LockSupport.parkNanos(next - System.nanoTime());
        }
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        List<Double> waits;
        do {
            LockSupport.parkNanos(500_000_000L);
            waits = database.queryForList("""
                    SELECT extract(epoch FROM min(r.offered_at) - c.opened_at) * 1000
                      FROM intake.case_file c JOIN referrals.referral r ON r.case_id = c.id
                     WHERE c.opened_at >= ? GROUP BY c.id, c.opened_at ORDER BY 1""", Double.class, begin);
        } while (waits.size() < 100 && System.nanoTime() < deadline);
        row(
                "from submission to the first offer",
                String.valueOf(size),
                "5 (open loop)",
                waits.isEmpty() ? "–" : ms(waits.get(waits.size() / 2)),
                waits.isEmpty() ? "–" : ms(waits.get((int) (waits.size() * 0.95))),
                waits.isEmpty() ? "–" : ms(waits.get((int) (waits.size() * 0.99))),
                "–",
                "–",
                waits.size() + " of 100 offered",
                "–");
    }

    private void runtime(double startSeconds) {
        System.gc();
        var heap = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
        row(
                "start-up with database and sign-in, in process",
                "–",
                "–",
                ms(startSeconds * 1_000),
                "–",
                "–",
                "–",
                "–",
                "–",
                "–");
        row(
                "heap in use after it all (MiB)",
                "–",
                "–",
                String.valueOf(heap),
                "–",
                "–",
                "–",
                "–",
                "resident " + resident() + " MiB",
                "–");
    }

    private static String resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> String.valueOf(Long.parseLong(line.replaceAll("\\D", "")) >> 10))
                    .findFirst()
                    .orElse("?");
        } catch (java.io.IOException elsewhere) {
            return "?";
        }
    }

    // --- measuring

    /** Something that says how often a second the floor manages. */
    @FunctionalInterface
    private interface FloorRun {
        double perSecond() throws Exception;
    }

    private void compare(String operation, int size, Load.Client ours, @Nullable FloorRun floor) throws Exception {
        compare(operation, size, ours, () -> {}, floor);
    }

    private void compare(String operation, int size, Load.Client ours, Load.Request settled, @Nullable FloorRun floor)
            throws Exception {
        Load.run(CLIENTS, warmUp, ours, settled);
        var samples = new ArrayList<Sample>();
        var floors = new ArrayList<Double>();
        var shares = new ArrayList<Double>();
        var itself = new ArrayList<Double>();
        for (var round = 0; round < rounds; round++) {
            // A B B A: a drift of the machine falls on both.
            var first = Load.run(CLIENTS, slice, ours, settled);
            var below = floor == null ? 0 : floor.perSecond();
            var above = floor == null ? 0 : floor.perSecond();
            var second = Load.run(CLIENTS, slice, ours, settled);
            samples.add(first);
            samples.add(second);
            itself.add(first.perSecond() / second.perSecond());
            if (floor != null) {
                floors.add((below + above) / 2);
                shares.add((first.perSecond() + second.perSecond()) / (below + above));
            }
        }
        var rate = Ratio.median(samples.stream().mapToDouble(Sample::perSecond).toArray());
        row(
                operation,
                String.format(Locale.ROOT, "%,d", size),
                String.format(Locale.ROOT, "%,.0f", rate),
                ms(percentile(samples, 50)),
                ms(percentile(samples, 95)),
                ms(percentile(samples, 99)),
                ms(Ratio.median(
                        samples.stream().mapToDouble(Sample::processorMillis).toArray())),
                floor == null
                        ? "–"
                        : String.format(
                                Locale.ROOT,
                                "%,.0f",
                                Ratio.median(floors.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())),
                floor == null ? "–" : Ratio.of(shares).toString(),
                Ratio.of(itself).toString());
    }

    private static double percentile(List<Sample> samples, double percentile) {
        return Ratio.median(samples.stream()
                .mapToDouble(sample -> sample.millis(percentile))
                .toArray());
    }

    private @Nullable FloorRun floor(List<Statement> statements, Floor.Renewal renewal) throws Exception {
        if (!Floor.possible()) {
            return null;
        }
        if (showing) {
            statements.forEach(statement -> out.println("    " + statement.sql().replaceAll("\\s+", " ")));
        }
        var floor = new Floor(statements, renewal, "localhost", databasePort, "amparo", "postgres");
        return () -> {
            var perSecond = floor.run(CLIENTS, slice).perSecond();
            database.update("DELETE FROM event_publication"); // of the floor: nobody works on them
            return perSecond;
        };
    }

    private static Floor.Renewal keep() {
        return (value, random) -> null;
    }

    /** What a reading request sends to the database: the request is sent once with the recorder in its thread. */
    private List<Statement> read(String person, String path) throws Exception {
        return recorded.of(() -> inProcess().get(path, token(person)));
    }

    private void firstIntakes() throws Exception {
        var submission = new Submission(this, true);
        Load.Client client = number -> {
            var connection = connect("valeria");
            return () -> {
                connection.post("/api/v1/cases", submission.json(), CREATED);
                connection.get("/api/v1/cases");
            };
        };
        // What is left to be done would be recorded with the first operation.
        Load.run(CLIENTS, FIRST_INTAKES, client, this::settled);
    }

    private void fill(int from, int to) {
        names.keep(database, application.getBean(Fingerprints.class));
        var filling = new Filling(database);
        filling.fill(from, to);
        known = filling.name(application.getBean(Vault.class), SEARCHED);
        database.execute("VACUUM ANALYZE");
    }

    // --- HTTP

    SignedIn person(String username) {
        var subject = org.amparo.demo.DemoPeople.called(username).orElseThrow().subject();
        return application.getBean(Directory.class).signedIn(subject).orElseThrow();
    }

    InProcess inProcess() {
        return new InProcess(application);
    }

    String token(String username) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(identity + "/token/" + username))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException | InterruptedException trouble) {
            throw new IllegalStateException("no token", trouble);
        }
    }

    private Load.Client getter(String person, Supplier<String> path) {
        return number -> {
            var connection = connect(person);
            return () -> connection.get(path.get());
        };
    }

    private Connection connect(String person) throws IOException {
        return new Connection(URI.create(address), token(person));
    }

    private void row(String... cells) {
        rows.add(cells);
        out.println(String.join("  ", cells));
    }

    private static String ms(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%,.0f", millis);
    }

    private static String option(DefaultApplicationArguments options, String name, String otherwise) {
        var values = options.getOptionValues(name);
        return values == null || values.isEmpty() ? otherwise : values.getFirst();
    }
}
