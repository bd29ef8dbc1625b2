package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.jayway.jsonpath.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.amparo.intake.OpenCase;
import org.amparo.kernel.PersonalText;
import org.amparo.support.PostgresLog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestPostgres;
import org.amparo.vault.Fingerprints;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.postgresql.PGConnection;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/**
 * A string of its own in every personal field, the whole way from a call to a matter, with everything that goes wrong on the way; and then
 * the search for each of them wherever the application leaves something behind. Coded facts (place, language, urgency, needs, court days)
 * are not sealed, by decision, and have no canaries: {@code docs/security/columns.csv} names them.
 *
 * <p>PostgreSQL is made to talk as no installation should let it: every statement with every parameter is in its log.
 */
@SpringBootTest(properties = "logging.level.org.amparo=TRACE")
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
@TestInstance(Lifecycle.PER_CLASS)
class CanaryTests {

    /** Stands where words may lie open, so that the searches show that they would find something. */
    private static final String OPEN = "Invented harbor police Ouqwk";

    private static final String FILTER = "typed as a facility";
    private static final String LIST = "typed as a list";

    private static final Path COLUMNS = Path.of("docs", "security", "columns.csv");

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
            .withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());

    private static final String PRACTICE = """
            {"services": ["BOND", "FULL_REMOVAL_DEFENSE", "CONSULT"], "facilities": ["ADLNTCA"], "fieldOffices": ["LOS"],
             "languages": ["es", "en", "mam"], "relays": [], "answerMinutes": {"U0": 60, "U1": 60}, "arrangements": ["UNFUNDED"],
             "capacity": {"BOND": 4, "FULL_REMOVAL_DEFENSE": 4, "CONSULT": 4}}
            """;

    private final Canary canary = new Canary();
    private final Spoken spoken = new Spoken();
    private final MockMvc mvc;
    private final Fingerprints fingerprints;
    private final TestPostgres.Database database;
    private final Walk walk;
    private String reference = "";
    private String drafted = "";
    private String opened = "";
    private FileTime begun = FileTime.fromMillis(0);

    CanaryTests(
            @Autowired MockMvc mvc,
            @Autowired WebSessions sessions,
            @Autowired Clock clock,
            @Autowired Fingerprints fingerprints,
            @Autowired TestPostgres.Database database) {
        this.mvc = mvc;
        this.fingerprints = fingerprints;
        this.database = database;
        this.walk = new Walk(mvc, sessions, clock, canary);
    }

    /** Everything that is logged by anybody, at the level it is logged at. */
    private static final class Spoken extends AppenderBase<ILoggingEvent> {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            var trouble = event.getThrowableProxy();
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap()
                    + (trouble == null ? "" : ThrowableProxyUtil.asString(trouble)));
        }
    }

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        if (!MAIL.isRunning()) {
            MAIL.start();
        }
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
        properties.add("spring.mail.properties.mail.smtp.auth", () -> "false");
        properties.add("spring.mail.properties.mail.smtp.starttls.required", () -> "false");
        properties.add("amparo.address", () -> "https://amparo.example/");
        properties.add("amparo.mail.from", () -> "amparo@coalition.example");
    }

    @BeforeAll
    void everythingHappensOnce() throws Exception {
        begun = FileTime.from(Instant.now().minusSeconds(2));
        listen();
        talkative(true);
        walk.part("practices", this::practices);
        walk.part("calls", this::calls);
        walk.part("drafts", () -> drafted = drafts());
        walk.part("intake", () -> opened = wholeIntake());
        walk.part("changes", () -> changes(opened));
        walk.part("mistakes", () -> mistakes(opened));
        walk.part("spreadsheet", this::spreadsheet);
        walk.part("same person", () -> samePerson(opened, drafted));
        walk.part("conflict lists", this::conflictLists);
        walk.part("representation", () -> representation(opened));
        walk.part("those who may not", () -> thoseWhoMayNot(opened));
        walk.part("everybody looks around", () -> everybodyLooksAround(opened));
        walk.part("open words", this::openWords);
        walk.part("settled", this::settled);
    }

    @AfterAll
    void quiet() throws SQLException {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(spoken);
        spoken.stop();
        talkative(false);
        MAIL.stop();
    }

    // --- what is looked at afterwards

    @Test
    void everyPersonalFieldHadItsCanary() throws Exception {
        assertThat(canary.size()).isGreaterThan(40);
        assertThat(walk.requests()).isGreaterThan(200);
        assertThat(walk.seen())
                .as("who may read them was shown them")
                .contains(
                        "person.name",
                        "person.aliases",
                        "person.aNumber",
                        "person.born",
                        "caller.name",
                        "caller.phone",
                        "caller.safeContact.bestTime",
                        "parties.name",
                        "note",
                        "override.reason",
                        "attempt.spelling",
                        "call.promise",
                        "matter.note",
                        "conflict.name",
                        "import.name");
        var empty = new ArrayList<String>();
        for (var column : columns("sealed")) {
            var table = column.substring(0, column.lastIndexOf('.'));
            try (var connection = superuser();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT count(" + column.substring(table.length() + 1) + ") FROM " + table)) {
                rows.next();
                if (rows.getInt(1) == 0) {
                    empty.add(column);
                }
            }
        }
        assertThat(empty).as("sealed columns the walk never wrote").isEmpty();
    }

    @Test
    void theWalkWentAsItWasMeantTo() {
        assertThat(walk.surprises()).isEmpty();
    }

    @Test
    void noAnswerHasThemInAnAddressAHeaderATitleOrAProblem() {
        assertThat(walk.leaks()).isEmpty();
    }

    @Test
    void noRowOfAnyTableHasThem() throws Exception {
        var found = new ArrayList<String>();
        var controls = 0;
        for (var table : tables()) {
            var rows = dumped(table);
            found.addAll(where(table, rows));
            controls += new String(rows, StandardCharsets.UTF_8).contains(OPEN) ? 1 : 0;
        }
        assertThat(controls).as("tables in which the open words were found").isPositive();
        assertThat(found).isEmpty();
    }

    @Test
    void neitherTheFilesOfPostgresNorItsLogOfChangesHaveThem() throws Exception {
        var folder = Path.of(asked("SHOW data_directory"));
        Assumptions.assumeTrue(Files.isReadable(folder), "the data of a container is not read");
        var found = new TreeSet<String>();
        var control = new TreeSet<String>();
        search(folder.resolve("pg_wal"), found, control); // before a checkpoint recycles any of it
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
        search(folder.resolve("pg_wal"), found, control);
        search(
                folder.resolve("base").resolve(asked("SELECT oid FROM pg_database WHERE datname = current_database()")),
                found,
                control);
        for (var other : List.of("global", "pg_stat", "pg_replslot", "pg_logical", "base/pgsql_tmp")) {
            search(folder.resolve(other), found, control);
        }

        assertThat(control).as("where the open words were found").contains("pg_wal", "base");
        assertThat(found).isEmpty();
    }

    @Test
    void noLogHasThem() {
        LoggerFactory.getLogger(CanaryTests.class).warn("{}", OPEN);
        var lines = List.copyOf(spoken.lines);

        assertThat(lines).as("the application's own words").anyMatch(line -> line.contains(OPEN));
        assertThat(lines.stream().filter(line -> !canary.in(line).isEmpty())).isEmpty();
    }

    @Test
    void notEvenATalkativeLogOfPostgresHasThem() throws IOException {
        Assumptions.assumeFalse(TestPostgres.docker(), "the log of a container is not read");
        var told = Files.readAllBytes(PostgresLog.file());

        assertThat(new String(told, StandardCharsets.UTF_8)).contains(OPEN);
        assertThat(canary.in(told))
                .as("no more than what somebody looked for as if it were the code of a place or list")
                .isSubsetOf(FILTER, LIST);
    }

    @Test
    void aDumpAndAMillionNumbersFindNobody() throws Exception {
        var stored = new TreeSet<Long>();
        for (var column : columns("fingerprint")) {
            stored.addAll(fingerprints(column));
        }
        var secrets = secrets();
        assertThat(stored).hasSizeGreaterThan(20);
        assertThat(secrets).hasSizeGreaterThan(50);
        var million = new Dictionary(400_000, 1_000_000, stored);
        var fewAboutTheRightOnes = new Dictionary(918_173, 200, stored);

        // With the right key the attack finds every number that was told, so it would find them.
        UnaryOperator<byte[]> right = content ->
                content.length > 9 ? fingerprints.whole("a-number", Arrays.copyOfRange(content, 9, 18)) : new byte[0];
        assertThat(million.tried(Stream.of(right))).containsExactly("000618273", "000718293", "000918273");

        assertThat(million.plain()).isEmpty();
        assertThat(million.tried(Dictionary.HASHES.stream().map(Dictionary::hash)))
                .isEmpty();
        // One secret of each kind with all numbers, all secrets with the numbers about one that is there.
        assertThat(million.tried(ofEachKind().stream().map(secret -> Dictionary.keyed("HmacSHA256", secret))))
                .isEmpty();
        assertThat(fewAboutTheRightOnes.tried(secrets.stream()
                        .flatMap(secret -> Stream.of("HmacSHA256", "HmacSHA512", "HmacSHA1")
                                .map(algorithm -> Dictionary.keyed(algorithm, secret)))))
                .isEmpty();
    }

    private Set<Long> fingerprints(String column) throws SQLException {
        var table = column.substring(0, column.lastIndexOf('.'));
        var found = new TreeSet<Long>();
        try (var connection = superuser();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT " + column.substring(table.length() + 1) + " FROM " + table)) {
            while (rows.next()) {
                if (rows.getObject(1) instanceof byte[] bytes) {
                    found.add(ByteBuffer.wrap(bytes).getLong());
                } else if (rows.getArray(1) != null) {
                    found.addAll(List.of((Long[]) rows.getArray(1).getArray()));
                }
            }
        }
        return found;
    }

    /** Everything in the dump that could be a key: each cell of eight characters and more, as bytes where it holds bytes. */
    private Set<byte[]> secrets() throws Exception {
        var secrets = new TreeSet<byte[]>(Arrays::compare);
        for (var table : tables()) {
            if (!table.startsWith("pg_catalog") && !table.startsWith("catalog.") && !table.contains("flyway")) {
                for (var line : new String(dumped(table), StandardCharsets.UTF_8).split("\n", -1)) {
                    for (var cell : line.split("\t", -1)) {
                        if (cell.length() >= 8) {
                            secrets.add(
                                    cell.startsWith("\\\\x")
                                            ? HexFormat.of().parseHex(cell.substring(3))
                                            : cell.getBytes(StandardCharsets.UTF_8));
                        }
                    }
                }
            }
        }
        return secrets;
    }

    private List<byte[]> ofEachKind() throws Exception {
        var secrets = new ArrayList<byte[]>();
        for (var column : columns("key")) {
            var table = column.substring(0, column.lastIndexOf('.'));
            try (var connection = superuser();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT " + column.substring(table.length() + 1) + " FROM "
                            + table + " WHERE " + column.substring(table.length() + 1) + " IS NOT NULL LIMIT 1")) {
                while (rows.next()) {
                    var secret = rows.getObject(1) instanceof byte[] bytes
                            ? bytes
                            : rows.getString(1).getBytes(StandardCharsets.UTF_8);
                    if (secret.length > 0) {
                        secrets.add(secret);
                    }
                }
            }
        }
        return secrets;
    }

    @Test
    void noLetterHasThem() throws Exception {
        var letters = MAIL.getReceivedMessages();
        assertThat(letters).isNotEmpty();
        var all = new StringBuilder();
        for (var letter : letters) {
            var written = new ByteArrayOutputStream();
            letter.writeTo(written);
            assertThat(canary.in(written.toByteArray())).isEmpty();
            all.append(letter.getSubject());
        }
        assertThat(all).contains(reference);
    }

    @Test
    void whatIsServedToMachinesHasNoneOfThem() throws Exception {
        for (var path : List.of("/actuator/health", "/actuator/health/readiness", "/api/v1/openapi")) {
            var answer = mvc.perform(get(path)).andReturn().getResponse();
            assertThat(answer.getStatus()).as(path).isEqualTo(200);
            assertThat(canary.in(answer.getContentAsString())).as(path).isEmpty();
        }
        for (var path :
                List.of("/actuator/metrics", "/actuator/prometheus", "/actuator/httpexchanges", "/actuator/env")) {
            assertThat(mvc.perform(get(path)).andReturn().getResponse().getStatus())
                    .as(path)
                    .isNotEqualTo(200);
        }
    }

    // --- what happens before

    private void practices() throws Exception {
        for (var attorney : List.of("attorney", "other-attorney")) {
            walk.put(attorney, "/api/v1/practice", PRACTICE).expect(200);
        }
    }

    private void calls() throws Exception {
        walk.post("volunteer", "/api/v1/calls", """
                {"kind": "INFORMATION", "language": "es",
                 "callBack": {"by": "2026-12-22T18:00:00Z", "phone": "%s", "promise": "Told %s to ring"}}
                """.formatted(
                        canary.number("call.phone", "213-555-0187", "2135550187", "(213) 555-0187", "12135550187"),
                        canary.word("call.promise")))
                .expect(201);
        walk.form("volunteer", "/calls", "kind", canary.word("call.kind"), "phone", canary.word("call.typed-phone"));
    }

    /** One becomes a file, one stays. @return the file's id */
    private String drafts() throws Exception {
        var page =
                walk.form("volunteer", "/drafts", "language", "es").expect(302).location();
        var person = new String[] {
            "then", "check",
            "field[person.name]", canary.word("draft.person.name") + " Tum",
            "field[person.surnames]", canary.word("draft.person.surnames"),
            "field[person.aliases]", canary.word("draft.person.aliases"),
            "field[person.variant]", canary.word("draft.person.variant"),
            "field[person.gender]", canary.word("draft.person.gender"),
            "field[person.pronouns]", canary.word("draft.person.pronouns"),
            "field[person.phone]",
                    canary.number("draft.person.phone", "818-555-0143", "8185550143", "(818) 555-0143", "18185550143"),
            "field[person.language]", "mam",
            "field[caller.name]", canary.word("draft.caller.name"),
            "field[caller.phone]",
                    canary.number("draft.caller.phone", "818-555-0144", "8185550144", "(818) 555-0144", "18185550144"),
            "field[caller.safeContact.bestTime]", canary.word("draft.bestTime"),
            "field[parties.0.name]", canary.word("draft.parties"),
            "field[parties.0.role]", "EMPLOYER",
            "field[note]", "They took " + canary.word("draft.note"),
            "field[override.urgency]", "U1",
            "field[override.reason]", canary.word("draft.override.reason"),
            "field[custody.custody]", "DETAINED",
            "field[custody.facility]", "ADLNTCA",
            "field[needs]", "BOND",
            "field[consent.answer]", "NOT_ASKED",
            "field[person.aNumber]", canary.word("draft.mistyped-a-number")
        };
        walk.form("volunteer", page, person).expect(422);
        walk.form("volunteer", page + "/sections/PERSON", "version.PERSON", "0", "field[person.name]", "stale");
        person[person.length - 1] =
                canary.number("draft.a-number", "000618273", "A000618273", "A000-618-273", "000-618-273");
        walk.form("volunteer", page, person).expect(302);
        walk.get("volunteer", page + "/check").expect(200);
        var file = walk.form("volunteer", page + "/submission").expect(302).location();

        var kept = walk.post("volunteer", "/api/v1/drafts", "{\"language\": \"es\"}")
                .expect(201)
                .text("$.id");
        var section = "/api/v1/drafts/" + kept + "/sections/PERSON";
        var typed = "{\"version\": 0, \"fields\": {\"person.name\": \"%s\"}}";
        walk.put("volunteer", section, typed.formatted(canary.word("kept.person.name")))
                .expect(200);
        walk.put("dispatcher", section, typed.formatted(canary.word("kept.other.name")))
                .expect(409);
        walk.get("dispatcher", "/api/v1/drafts/" + kept + "/assessment").expect(200);
        walk.post("volunteer", "/api/v1/drafts/" + kept + "/submission", "{}").expect(422);
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private String intake() {
        return """
                {"caller": {"name": "%s Ramirez", "relation": "SPOUSE", "authority": "FAMILY", "phone": "%s", "language": "es",
                            "safeContact": {"call": "YES", "message": "NO", "text": "NO", "bestTime": "after %s"}},
                 "person": {"name": "%s de la Cruz", "surnames": ["%s"], "aliases": ["%s"], "born": "%s", "countryOfBirth": "GT",
                            "language": "mam", "variant": "%s", "spanish": "SOME", "gender": "%s", "pronouns": "%s",
                            "aNumber": "%s", "phone": "%s"},
                 "custody": {"custody": "DETAINED", "facility": "ADLNTCA", "source": "FAMILY"},
                 "answers": {"TOLD_TO_SIGN": "YES"}, "needs": ["BOND"],
                 "override": {"urgency": "U1", "reason": "%s is ill"},
                 "fund": {"residence": "06037", "household": 4, "yearlyIncome": %s, "violentFelony": "NO"},
                 "parties": [{"name": "%s", "role": "EMPLOYER"}],
                 "note": "Taken from the truck of %s.",
                 "consent": {"answer": "GIVEN", "who": "FAMILY", "script": "2026-1", "language": "es",
                             "purposes": ["SHARE_WITH_PROVIDERS", "CONTACT"]}}
                """.formatted(
                        canary.word("caller.name"),
                        canary.number("caller.phone", "213-555-0161", "2135550161", "(213) 555-0161", "12135550161"),
                        canary.word("caller.safeContact.bestTime"),
                        canary.word("person.name"),
                        canary.word("person.surnames"),
                        canary.word("person.aliases"),
                        canary.number("person.born", "1931-02-17", "February 17, 1931", "02/17/1931", "17/02/1931"),
                        canary.word("person.variant"),
                        canary.word("person.gender"),
                        canary.word("person.pronouns"),
                        canary.number("person.aNumber", "A000918273", "000918273", "A000-918-273", "000-918-273"),
                        canary.number("person.phone", "213-555-0162", "2135550162", "(213) 555-0162", "12135550162"),
                        canary.word("override.reason"),
                        canary.number("fund.yearlyIncome", "8371946", "8,371,946"),
                        canary.word("parties.name"),
                        canary.word("note"));
    }

    private String wholeIntake() throws Exception {
        var body = intake();
        var words = new TreeSet<String>();
        textOf(OpenCase.class, "$", words);
        assertThat(words)
                .as("every text of an intake is in this one")
                .hasSizeGreaterThan(8)
                .allSatisfy(
                        path -> assertThat(canary.in(JsonPath.read(body, path).toString()))
                                .as(path)
                                .isNotEmpty());

        var answer = walk.post("volunteer", "/api/v1/cases", body).expect(201);
        reference = answer.text("$.reference");
        return answer.text("$.id");
    }

    /** Where in a command a text about a person may stand, as a path. */
    private static void textOf(Class<?> command, String path, TreeSet<String> found) {
        for (var component : command.getRecordComponents()) {
            var type = component.getType();
            var here = path + "." + component.getName();
            if (component.getGenericType() instanceof ParameterizedType many
                    && many.getActualTypeArguments()[0] instanceof Class<?> element) {
                type = element;
                here += "[0]";
            }
            if (type == PersonalText.class) {
                found.add(here);
            } else if (type.isRecord() && type.getPackageName().equals(OpenCase.class.getPackageName())) {
                textOf(type, here, found);
            }
        }
    }

    private void changes(String id) throws Exception {
        var path = "/api/v1/cases/" + id;
        walk.post("volunteer", path + "/notes", "{\"text\": \"" + canary.word("later.note") + "\"}")
                .expect(200);
        walk.post(
                        "volunteer",
                        path + "/locator-attempts",
                        "{\"spelling\": \"" + canary.word("attempt.spelling")
                                + "\", \"countryOfBirth\": \"GT\", \"result\": \"NOT_FOUND\"}")
                .expect(200);
        walk.put("volunteer", path + "/caller", """
                {"version": %d, "caller": {"name": "%s", "relation": "SPOUSE", "phone": "213-555-0161", "language": "es",
                 "safeContact": {"call": "YES", "text": "NO", "bestTime": "%s"}}}
                """.formatted(
                                version(path), canary.word("later.caller"), canary.word("later.bestTime")))
                .expect(200);
        walk.put("volunteer", path + "/urgency", """
                {"version": %d, "override": {"urgency": "U0", "reason": "%s"}}
                """.formatted(version(path), canary.word("later.reason")))
                .expect(200);
        walk.put("volunteer", path + "/person", """
                {"version": %d, "person": {"name": "%s", "aNumber": "A000918273", "born": "1931-02-17", "language": "mam"},
                 "parties": [{"name": "%s", "role": "WITNESS"}]}
                """.formatted(
                                version(path), canary.word("later.person"), canary.word("later.party")))
                .expect(200);
        walk.form("volunteer", "/cases/" + id + "/notes", "text", canary.word("page.note"))
                .expect(302);
        for (var text : List.of(canary.word("later.person"), "A000918273", "213-555-0161")) {
            walk.post("dispatcher", "/api/v1/cases/search", "{\"text\": \"" + text + "\"}")
                    .expect(200);
            walk.form("dispatcher", "/cases/search", "q", text).expect(200);
        }
        walk.post(
                        "volunteer",
                        "/api/v1/cases/duplicates",
                        "{\"name\": \"" + canary.word("later.person")
                                + "\", \"aNumber\": \"A000918273\", \"phones\": [\"213-555-0161\"], \"born\": \"1931-02-17\"}")
                .expect(200);
    }

    private long version(String path) throws Exception {
        return walk.get("volunteer", path).expect(200).number("$.version");
    }

    /** Whatever people type where it does not belong. */
    private void mistakes(String id) throws Exception {
        var wrong = canary.word("mistake");
        for (var body : List.of(
                "{\"person\": {\"name\": \"A\", \"aNumber\": \"" + wrong + "\"}}",
                "{\"person\": {\"name\": \"A\", \"born\": \"" + wrong + "\"}}",
                "{\"person\": {\"name\": \"A\", \"phone\": \"" + wrong + "\"}}",
                "{\"person\": {\"name\": \"A\", \"countryOfBirth\": \"" + wrong + "\"}}",
                "{\"person\": {\"name\": \"" + wrong + "\"}, \"custody\": {\"custody\": \"" + wrong + "\"}}",
                "{\"person\": {\"name\": \"" + wrong + "\"}, \"needs\": \"" + wrong + "\"}",
                "{\"person\": {\"name\": [\"" + wrong + "\"]}}",
                "{\"person\": \"" + wrong + "\"}",
                "{\"note\": \"" + wrong.repeat(3000) + "\", \"person\": {\"name\": \"A\"}}",
                "{\"person\": {\"name\": \"" + wrong + "\"},,",
                "\"" + wrong + "\"",
                wrong)) {
            walk.post("volunteer", "/api/v1/cases", body).refused();
        }
        for (var path : List.of(
                "/api/v1/cases?q=" + wrong,
                "/api/v1/cases/" + wrong,
                "/api/v1/cases?after=" + wrong,
                "/api/v1/cases?facility=" + canary.word(FILTER),
                "/api/v1/figures?period=" + wrong,
                "/api/v1/lists/" + canary.word(LIST),
                "/api/v1/" + wrong)) {
            walk.get("volunteer", path).unbroken();
        }
        walk.form("volunteer", "/cases/search", "q", wrong + "\u0000").unbroken();
        walk.post("volunteer", "/api/v1/cases/search", "{\"text\": \"" + wrong + "\\u0000\"}")
                .unbroken();
        walk.post("volunteer", "/api/v1/cases/" + id + "/notes", "{\"text\": \"" + wrong + "\\u0000\\ud800\"}")
                .unbroken();
        walk.form("volunteer", "/cases/" + id + "/caller", "version", "99", "field[caller.name]", wrong);
        walk.form("volunteer", "/cases/" + id + "/caller", "version", wrong, "field[caller.phone]", wrong);
        walk.form("volunteer", "/cases/" + id + "/closure", "version", "99", "reason", wrong);
        walk.put(
                        "volunteer",
                        "/api/v1/cases/" + id + "/caller",
                        "{\"version\": 0, \"caller\": {\"name\": \"" + wrong + "\"}}")
                .expect(409);
        walk.json(
                        "volunteer",
                        POST,
                        "/api/v1/cases/" + id + "/closure",
                        "{\"version\": 0, \"reason\": \"" + wrong + "\"}")
                .expect(422);
    }

    private void spreadsheet() throws Exception {
        var rows = "person_name,aliases,a_number,caller_name,caller_phone,note,custody\n"
                + canary.word("import.name") + " Uno," + canary.word("import.alias") + ",A000718293,"
                + canary.word("import.caller") + ",213-555-0163," + canary.word("import.note") + ",DETAINED\n"
                + canary.word("import.bad.name") + "," + canary.word("import.bad.alias") + ","
                + canary.word("import.bad.number") + ",,,," + canary.word("import.bad.custody") + "\n";
        canary.number("import.aNumber", "A000718293", "000718293", "A000-718-293");
        canary.number("import.phone", "213-555-0163", "2135550163", "12135550163");
        var uploaded = walk.upload("volunteer", "/api/v1/imports", canary.word("import.file") + ".csv", rows)
                .expect(201);
        var id = uploaded.text("$.id");
        walk.get("volunteer", "/imports/" + id).expect(200);
        walk.form("volunteer", "/imports/" + id + "/confirmation");
        walk.upload(
                        "volunteer",
                        "/api/v1/imports",
                        canary.word("import.other-file") + ".csv",
                        canary.word("import.heading"))
                .expect(422);
        walk.upload("volunteer", "/api/v1/imports", "rows.csv", rows).expect(201);
    }

    private void samePerson(String id, String other) throws Exception {
        var merger = walk.post("volunteer", "/api/v1/cases/" + id + "/mergers", "{\"other\": \"" + other + "\"}");
        merger.expect(200);
        walk.get("volunteer", "/cases/" + id + "/same-person").expect(200);
        walk.post("volunteer", "/api/v1/cases/" + id + "/mergers/" + merger.text("$.id") + "/undoing", "{}")
                .expect(200);
    }

    private void conflictLists() throws Exception {
        walk.post(
                        "attorney",
                        "/api/v1/conflicts",
                        "{\"name\": \"" + canary.word("conflict.name") + "\", \"kind\": \"ADVERSE\", \"reference\": \""
                                + canary.word("conflict.reference") + "\"}")
                .expect(201);
        walk.post(
                        "attorney",
                        "/api/v1/conflicts",
                        "{\"name\": \"" + canary.word("later.party") + "\", \"kind\": \"ADVERSE\"}")
                .expect(201);
        var uploaded = walk.upload(
                        "attorney",
                        "/api/v1/conflicts/uploads",
                        canary.word("conflict.file") + ".csv",
                        canary.word("conflict.uploaded") + "\n" + canary.word("conflict.uploaded.too") + "\n")
                .expect(201);
        walk.post("attorney", "/api/v1/conflicts/uploads/" + uploaded.text("$.id") + "/confirmation", "{}");
        walk.post("attorney", "/api/v1/conflicts/search", "{\"name\": \"" + canary.word("conflict.name") + "\"}")
                .expect(200);
        walk.form("attorney", "/conflicts", "name", canary.word("conflict.typed"), "kind", "WRONG");
        walk.form("attorney", "/conflicts/search", "name", canary.word("conflict.sought"));
    }

    private void representation(String id) throws Exception {
        var offer = Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(
                        () -> {
                            List<String> offers = walk.get("attorney", "/api/v1/referrals/inbox")
                                    .all("$..[?(@.caseFile == '" + id + "')].id");
                            return offers.isEmpty() ? "" : offers.getFirst();
                        },
                        found -> !found.isEmpty());
        walk.get("attorney", "/referrals/" + offer).expect(200);
        walk.post("attorney", "/api/v1/referrals/" + offer + "/view", "{}");
        walk.get("attorney", "/api/v1/cases/" + id + "/conflict-check").expect(200);
        walk.get("attorney", "/cases/" + id + "/conflict-check").expect(200);
        walk.get("attorney", "/api/v1/cases/" + id + "/conflict-packet").expect(200);
        walk.get("attorney", "/cases/" + id + "/conflict-packet").expect(200);
        walk.get("other-attorney", "/cases/" + id + "/conflict-packet");
        walk.post("attorney", "/api/v1/referrals/" + offer + "/conflict-check", "{\"conflict\": false}")
                .expect(200);
        walk.get("attorney", "/cases/" + id + "/file").expect(200);
        walk.post("attorney", "/api/v1/referrals/" + offer + "/acceptance", "{\"scope\": [\"BOND\"]}")
                .expect(200);
        var matter = Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(
                        () -> {
                            List<String> matters = walk.get("attorney", "/api/v1/matters?reference=" + reference)
                                    .all("$..[?(@.reference == '" + reference + "')].id");
                            return matters.isEmpty() ? "" : matters.getFirst();
                        },
                        found -> !found.isEmpty());
        var path = "/api/v1/matters/" + matter;
        walk.post(
                        "attorney",
                        path + "/notes",
                        "{\"version\": "
                                + walk.get("attorney", path).number("$.version") + ", \"text\": \""
                                + canary.word("matter.note") + "\"}")
                .expect(201);
        walk.post("attorney", path + "/notes", "{\"version\": 0, \"text\": \"" + canary.word("matter.stale") + "\"}")
                .expect(409);
        walk.form("attorney", "/matters/" + matter + "/notes", "version", "0", "text", canary.word("matter.page.note"));
        walk.form("attorney", "/matters/search", "q", canary.word("matter.sought"));
        walk.get("attorney", path).expect(200);
        walk.get("attorney", "/matters/" + matter + "/sheet").expect(200);
        walk.get("attorney", "/cases/" + id + "/history").expect(200);
    }

    private void thoseWhoMayNot(String id) throws Exception {
        for (var who : List.of("other-attorney", "lead", "steward", "suspended")) {
            for (var path : List.of("", "/file", "/conflict-packet", "/history", "/referrals")) {
                walk.get(who, "/cases/" + id + path).expect(403, 404);
            }
            walk.get(who, "/api/v1/cases/" + id).expect(403, 404);
        }
        walk.post("lead", "/api/v1/cases/search", "{\"text\": \"" + canary.word("lead.sought") + "\"}")
                .expect(403);
    }

    private void everybodyLooksAround(String id) throws Exception {
        walk.follow("volunteer", "/", "/cases/" + id);
        walk.follow("dispatcher", "/", "/cases/" + id);
        walk.follow("attorney", "/", "/conflicts");
        walk.follow("other-attorney", "/");
        walk.follow("lead", "/", "/dashboard/all.csv");
        walk.follow("steward", "/");
    }

    private void openWords() throws Exception {
        walk.post(
                        "steward",
                        "/api/v1/lists/agency",
                        "{\"code\": \"OUQWK\", \"english\": \"" + OPEN
                                + "\", \"spanish\": \"Policía del puerto\", \"validFrom\": \"2026-11-01\", \"source\": \"Board\"}")
                .expect(201);
    }

    /** Reactions have run and letters have left. */
    private void settled() {
        Awaitility.await().atMost(java.time.Duration.ofSeconds(90)).until(() -> {
            MAIL.waitForIncomingEmail(200, 1);
            return "0".equals(asked("SELECT count(*) FROM event_publication"))
                    && "0".equals(asked("SELECT count(*) FROM correspondence.letter WHERE state = 'WAITING'"))
                    && MAIL.getReceivedMessages().length > 0;
        });
    }

    // --- where it is looked

    private void listen() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        spoken.setContext(root.getLoggerContext());
        spoken.start();
        root.addAppender(spoken);
    }

    private void talkative(boolean talk) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            for (var setting : List.of("log_statement = 'all'", "log_parameter_max_length = -1")) {
                statement.execute(
                        talk
                                ? "ALTER SYSTEM SET " + setting
                                : "ALTER SYSTEM RESET " + setting.substring(0, setting.indexOf(' ')));
            }
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(database.url(), database.superuser(), database.superuserPassword());
    }

    private String asked(String query) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private List<String> tables() throws SQLException {
        var tables = new ArrayList<String>();
        try (var connection = superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables
                        WHERE table_type = 'BASE TABLE' AND table_schema <> 'information_schema'
                        """)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** As a dump has it. */
    private byte[] dumped(String table) throws Exception {
        var rows = new ByteArrayOutputStream();
        try (var connection = superuser()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT * FROM " + table + ") TO STDOUT", rows);
        }
        return rows.toByteArray();
    }

    private List<String> where(String place, byte[] content) {
        return canary.in(content).stream().map(field -> field + " in " + place).toList();
    }

    /** All files that were written since the walk began; other tests, on the same server, fill many before. */
    private void search(Path folder, TreeSet<String> found, TreeSet<String> control) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isRegularFile() || attributes.lastModifiedTime().compareTo(begun) < 0) {
                    return FileVisitResult.CONTINUE;
                }
                byte[] content;
                try {
                    content = Files.readAllBytes(file);
                } catch (NoSuchFileException gone) {
                    return visitFileFailed(file, gone);
                }
                found.addAll(where(folder.getFileName() + "/" + file.getFileName(), content));
                if (new String(content, StandardCharsets.ISO_8859_1).contains(OPEN)) {
                    control.add(
                            folder.getFileName().toString().matches("\\d+")
                                    ? "base"
                                    : folder.getFileName().toString());
                }
                return FileVisitResult.CONTINUE;
            }

            // The server deletes what it needed for a moment.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException trouble) throws IOException {
                return trouble instanceof NoSuchFileException
                        ? FileVisitResult.CONTINUE
                        : super.visitFileFailed(file, trouble);
            }
        });
    }

    private static List<String> columns(String kind) throws IOException {
        return Files.readAllLines(COLUMNS).stream()
                .skip(1)
                .map(line -> line.split(",", 3))
                .filter(cells -> cells[1].equals(kind))
                .map(cells -> cells[0])
                .toList();
    }
}
