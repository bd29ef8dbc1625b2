package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.jayway.jsonpath.JsonPath;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.membership.Directory;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.amparo.support.TestPostgres;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The authorization matrix, {@code docs/security/matrix.csv}: every route, tried by each kind of person on what is theirs, offered to them, taken
 * by them, lost to them, another's and nobody's; what was answered, and which personal fields of it were in the answer. {@code
 * -Damparo.docs=write} writes it, to be read before it is kept.
 *
 * <p>Then with either wall off. Where the code is off it takes everybody for a member of the owner's organization with every role, while the
 * database is told who it really is. Where the database is off its roles bypass row-level security and have every grant.
 */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, MatrixTests.People.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixTests {

    private static final Path TABLE = Path.of("docs", "security", "matrix.csv");
    private static final String OTHER_VOLUNTEER = "other-volunteer";
    private static final List<String> READERS =
            List.of("volunteer", "dispatcher", OTHER_VOLUNTEER, "attorney", "lead", "steward");
    private static final String HEAD = "method,route,whose," + String.join(",", READERS);
    private static final OrganizationId OTHER_HOTLINE =
            new OrganizationId(UUID.fromString("01900000-0000-7000-8000-0000000000aa"));
    private static final String NOBODYS = "nobody's";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern PROBLEM = Pattern.compile("\\{\"field\":[^}]*}");
    private static final Pattern TOKEN =
            Pattern.compile("(name=\"_csrf\"[^>]*value=|name=\"csrf\" content=)\"[^\"]*\"");

    /** Which wall is off. */
    private enum Off {
        NONE,
        CODE,
        DATABASE
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class People {

        @Bean
        @Primary
        Fooled fooled() {
            return new Fooled();
        }

        @Bean
        @Primary
        ReachOfTheRealReader realReader(Fooled people) {
            return new ReachOfTheRealReader(people);
        }
    }

    /** Knows one hotline more; and, once told, takes the reader for whom they are not. */
    static final class Fooled extends TestMembers implements Directory {

        private static final SignedIn OTHER = new SignedIn(
                new MemberId(UUID.fromString("01900000-0000-7001-8000-0000000000aa")),
                OTHER_HOTLINE,
                "Other hotline",
                "Olga Other",
                Set.of(Role.VOLUNTEER),
                true,
                "en");

        private @Nullable OrganizationId takenFor;
        private @Nullable SignedIn really;

        @Override
        public Optional<SignedIn> signedIn(String subject) {
            var known = subject.equals(OTHER_VOLUNTEER) ? Optional.of(OTHER) : super.signedIn(subject);
            var organization = takenFor;
            if (organization == null || known.isEmpty()) {
                return known;
            }
            really = known.get();
            return Optional.of(new SignedIn(
                    really.member(),
                    organization,
                    really.organizationName(),
                    really.name(),
                    EnumSet.allOf(Role.class),
                    true,
                    really.language()));
        }
    }

    /** Tells the database who it really is. */
    static final class ReachOfTheRealReader extends ReachOfThread {

        private final Fooled people;

        ReachOfTheRealReader(Fooled people) {
            this.people = people;
        }

        @Override
        Setting wanted() {
            var wanted = super.wanted();
            var really = people.really;
            return people.takenFor == null || really == null || wanted.system() || wanted.member() == null
                    ? wanted
                    : Setting.of(really);
        }
    }

    private final MockMvc mvc;
    private final Fooled people;
    private final TestPostgres.Database server;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<Route, HandlerMethod> routes =
            new TreeMap<>(Comparator.comparing(Route::path).thenComparing(Route::method));

    private final Map<String, Thing> cases = new LinkedHashMap<>();
    private final Map<String, Thing> drafts = new LinkedHashMap<>();
    private final Map<String, Thing> imports = new LinkedHashMap<>();
    private final Map<String, Thing> calls = new LinkedHashMap<>();
    private final Map<String, String> canaries = new LinkedHashMap<>();

    MatrixTests(
            @Autowired MockMvc mvc,
            @Autowired Fooled people,
            @Autowired TestPostgres.Database server,
            @Autowired TransactionTemplate transaction,
            @Autowired Clock clock,
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mvc = mvc;
        this.people = people;
        this.server = server;
        this.transaction = transaction;
        this.clock = clock;
        OwnHandlers.each(mapping, (way, handler) -> routes.put(new Route(way.method(), way.path()), handler));
    }

    private record Route(String method, String path) {

        boolean api() {
            return path.startsWith("/api/");
        }

        boolean reads() {
            return method.equals("GET");
        }

        /** What its first id is of. */
        String kind() {
            var plain = path.replaceFirst("^/api/v1", "");
            var end = plain.indexOf("/{");
            return end < 0 ? "" : plain.substring(1, end);
        }
    }

    /** Something about a person, and the ids it goes by. */
    private record Thing(OrganizationId owner, Map<String, String> ids) {}

    private record Answer(int status, Set<String> canaries, String text) {

        String shown() {
            return status
                    + (canaries.isEmpty()
                            ? ""
                            : " " + canaries.stream().sorted().collect(Collectors.joining("+")));
        }
    }

    // The world: every relation a person can have to a case, an intake being written, a spreadsheet and a call

    @BeforeAll
    void givenAWorld() throws Exception {
        for (var state : List.of("offered", "cleared", "taken", "declined", "consent withdrawn", "another's")) {
            var provider = state.equals("another's") ? TestMembers.OTHER_PROVIDER : TestMembers.PROVIDER;
            var attorney = state.equals("another's") ? "other-attorney" : "attorney";
            var number = cases.size() + 1;
            var file = id(send("volunteer", "/api/v1/cases", """
                            {"person": {"name": "%s", "aNumber": "A000-900-00%d", "language": "es", "phone": "+1213555010%d",
                                        "born": "1991-02-0%d"},
                             "caller": {"name": "%s", "relation": "SIBLING", "authority": "FAMILY", "phone": "+1213555020%d"},
                             "custody": {"custody": "DETAINED", "facility": "ADLNTCA", "source": "FAMILY"},
                             "answers": {"TOLD_TO_SIGN": "YES"}, "needs": ["BOND"], "note": "%s",
                             "consent": {"answer": "GIVEN", "who": "FAMILY", "script": "2026-1", "language": "es",
                                         "purposes": ["SHARE_WITH_PROVIDERS"]}}
                            """.formatted(
                            canary(state, "name"),
                            number,
                            number,
                            number,
                            canary(state, "caller"),
                            number,
                            canary(state, "note"))));
            canaries.put("A00090000" + number, state + ":a-number");
            canaries.put("555010" + number, state + ":phone");
            canaries.put("555020" + number, state + ":caller's phone");
            var ids = new LinkedHashMap<>(Map.of("case", file));
            var referral = JsonPath.<String>read(
                    send("dispatcher", "/api/v1/referrals", """
                            {"caseFile": "%s", "round": 1, "providers": ["%s"]}""".formatted(file, provider)), "$[0].id");
            ids.put("referral", referral);
            if (Set.of("cleared", "taken", "consent withdrawn", "another's").contains(state)) {
                send(attorney, "/api/v1/referrals/" + referral + "/conflict-check", "{\"conflict\": false}");
            }
            if (Set.of("taken", "another's").contains(state)) {
                send(attorney, "/api/v1/referrals/" + referral + "/acceptance", "{\"scope\": [\"BOND\"]}");
                ids.putAll(matter(attorney, referral, state));
            }
            if (state.equals("declined")) {
                send(attorney, "/api/v1/referrals/" + referral + "/decline", "{\"reason\": \"NO_CAPACITY\"}");
            }
            if (state.equals("consent withdrawn")) {
                send("volunteer", "/api/v1/cases/" + file + "/consent/withdrawal", "{}");
            }
            cases.put(state, new Thing(provider, ids));
        }
        for (var owner : List.of("volunteer", OTHER_VOLUNTEER)) {
            var whose = owner.equals("volunteer") ? "own hotline's" : "another's";
            var organization = owner.equals("volunteer") ? TestMembers.HOTLINE : OTHER_HOTLINE;
            var draft = id(send(owner, "/api/v1/drafts", "{}"));
            succeed(
                    owner,
                    MockMvcRequestBuilders.put("/api/v1/drafts/" + draft + "/sections/PERSON")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"version\": 0, \"fields\": {\"person.name\": \"" + canary(whose, "draft")
                                    + "\"}}"));
            drafts.put(whose, new Thing(organization, Map.of("draft", draft)));
            var csv = "person_name,custody,needs\n" + canary(whose, "spreadsheet") + ",DETAINED,BOND\n";
            imports.put(
                    whose,
                    new Thing(
                            organization,
                            Map.of(
                                    "import",
                                    id(succeed(
                                            owner,
                                            MockMvcRequestBuilders.multipart("/api/v1/imports")
                                                    .file(new MockMultipartFile(
                                                            "file",
                                                            "a.csv",
                                                            "text/csv",
                                                            csv.getBytes(StandardCharsets.UTF_8))))))));
            calls.put(whose, new Thing(organization, Map.of("call", id(send(owner, "/api/v1/calls", """
                            {"kind": "RUMOUR", "language": "es", "callBack": {"by": "%s", "promise": "%s"}}""".formatted(
                            clock.instant().plus(Duration.ofHours(2)), canary(whose, "promise")))))));
        }
    }

    private Map<String, String> matter(String attorney, String referral, String state) throws Exception {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.asSuperuser()
                                .sql("SELECT count(*) FROM representation.matter WHERE referral = ?::uuid")
                                .param(referral)
                                .query(Integer.class)
                                .single()
                        == 1);
        var matter = server.asSuperuser()
                .sql("SELECT id::text FROM representation.matter WHERE referral = ?::uuid")
                .param(referral)
                .query(String.class)
                .single();
        var address = "/api/v1/matters/" + matter;
        send(attorney, address + "/hearings", """
                {"version": %d, "type": "CY", "court": "ADL", "hearingAt": "%s", "source": "EOIR_NOTICE",
                 "lastVerified": "2026-01-05"}""".formatted(
                        version(matter), clock.instant().plus(Duration.ofDays(9))));
        send(attorney, address + "/deadlines", """
                {"version": %d, "kind": "BRIEF", "due": "2030-01-15"}""".formatted(version(matter)));
        send(attorney, address + "/notes", """
                {"version": %d, "text": "%s"}""".formatted(version(matter), canary(state, "note of the matter")));
        return Map.of("matter", matter, "hearing", part("hearing", matter), "deadline", part("deadline", matter));
    }

    private String part(String part, String matter) {
        return server.asSuperuser()
                .sql("SELECT %1$s_id::text FROM representation.%1$s WHERE matter_id = ?::uuid".formatted(part))
                .param(matter)
                .query(String.class)
                .single();
    }

    private long version(String matter) {
        return server.asSuperuser()
                .sql("SELECT version FROM representation.matter WHERE id = ?::uuid")
                .param(matter)
                .query(Long.class)
                .single();
    }

    private String canary(String whose, String field) {
        var letters = new StringBuilder("Zq");
        for (var bits = canaries.size() + 1; bits > 0; bits /= 20) {
            letters.append("bcdfghjklmnprstvwxyz".charAt(bits % 20)).append('a');
        }
        var word = letters.append("mira").toString();
        canaries.put(word, whose + ":" + field);
        return word;
    }

    private String send(String who, String address, String body) throws Exception {
        return succeed(
                who,
                MockMvcRequestBuilders.post(address)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body));
    }

    private String succeed(
            String who, org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        var answer = mvc.perform(request.with(TestMembers.api(who))).andReturn();
        var text = answer.getResponse().getContentAsString();
        assertThat(answer.getResponse().getStatus() / 100)
                .as(answer.getRequest().getRequestURI() + " " + text)
                .isEqualTo(2);
        return text;
    }

    private static String id(String json) {
        return JsonPath.read(json, "$.id");
    }

    // The matrix

    @Test
    void everyRouteAnswersEverybodyAsTheMatrixSays() throws Exception {
        var shown = matrix(Off.NONE);
        if ("write".equals(System.getProperty("amparo.docs"))) {
            Files.writeString(TABLE, HEAD + "\n" + String.join("\n", shown) + "\n");
        }

        assertThat(String.join("\n", shown)).isEqualTo(String.join("\n", kept()));
        assertThat(leaks(shown)).isEmpty();
    }

    @Test
    void whatIsAnothersAndWhatIsNobodysAreAnsweredByteForByteAlike() throws Exception {
        var differing = new ArrayList<String>();
        for (var route : routes.keySet()) {
            var things = things(route.kind());
            for (var reader : things.isEmpty() ? List.<String>of() : READERS) {
                for (var whose : things.keySet()) {
                    var others = probe(route, reader, things.get(whose));
                    var nobodys = probe(route, reader, null);
                    if ((others.status() == 404 || nobodys.status() == others.status() && isLost(reader, whose))
                            && !others.text().equals(nobodys.text())) {
                        differing.add(
                                route + " " + reader + " " + whose + "\n" + others.text() + "\n" + nobodys.text());
                    }
                }
            }
        }

        assertThat(differing).isEmpty();
    }

    private static boolean isLost(String reader, String whose) {
        return whose.equals("another's") && reader.equals("attorney");
    }

    @Test
    void rowLevelSecurityAloneShowsNobodyAnothersPerson() throws Exception {
        assertThat(leaks(matrix(Off.CODE))).isEmpty();
    }

    @Test
    void theChecksOfTheCodeAloneAnswerAsTheMatrixSays() throws Exception {
        var roles = List.of("amparo_coalition", "amparo_provider", "amparo_overseer");
        for (var role : roles) {
            server.asSuperuser().sql("ALTER ROLE " + role + " BYPASSRLS").update();
        }
        server.asSuperuser()
                .sql("GRANT amparo_coalition TO amparo_provider, amparo_overseer WITH INHERIT TRUE")
                .update();
        try {
            var shown = matrix(Off.DATABASE);

            assertThat(String.join("\n", shown)).isEqualTo(String.join("\n", kept()));
        } finally {
            server.asSuperuser()
                    .sql("REVOKE amparo_coalition FROM amparo_provider, amparo_overseer")
                    .update();
            for (var role : roles) {
                server.asSuperuser().sql("ALTER ROLE " + role + " NOBYPASSRLS").update();
            }
        }
    }

    /** What a look leaves behind: that somebody looked. */
    private static final Pattern LOOKED = Pattern.compile("INSERT ledger\\.entry|INSERT ledger\\.block");

    /** The receipt of an offer, which the provider's page gives when it is read: on the offer, and in the history of the case. */
    private static final Pattern SEEN =
            Pattern.compile("UPDATE referrals\\.referral status,version,viewed_at|INSERT intake\\.case_entry");

    private static final String OFFER = "/referrals/{id}";

    @Test
    void lookingChangesNothingButSaysThatSomebodyLooked() throws Exception {
        var found = new ArrayList<String>();
        var looks = 0;
        // What was done before is still being counted in the background.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> server.asSuperuser().sql("""
                                SELECT NOT EXISTS (SELECT FROM reporting.arrival)
                                   AND NOT EXISTS (SELECT FROM event_publication)
                                """).query(Boolean.class).single());
        watchWrites();
        try {
            for (var route : routes.keySet()) {
                for (var thing : route.reads() ? someOf(route.kind()) : List.<@Nullable Thing>of()) {
                    for (var reader : READERS) {
                        perform(route, reader, thing);
                        looks++;
                        for (var write : writes()) {
                            if (!LOOKED.matcher(write).matches()
                                    && !(route.path().equals(OFFER)
                                            && SEEN.matcher(write).matches())) {
                                found.add(route.path() + " as " + reader + ": " + write);
                            }
                        }
                    }
                }
            }
        } finally {
            server.asSuperuser().sql("DROP SCHEMA watched CASCADE").update();
        }

        assertThat(looks).isGreaterThan(1000);
        assertThat(found).isEmpty();
    }

    /** Something that is one's own or offered, something that is another's, and something that is nobody's. */
    private List<@Nullable Thing> someOf(String kind) {
        var some = new ArrayList<@Nullable Thing>();
        things(kind).forEach((whose, thing) -> {
            if (Set.of("offered", "taken", "own hotline's", "another's").contains(whose)) {
                some.add(thing);
            }
        });
        some.add(null);
        return some;
    }

    /** From now on every row that is written is noted, with the columns that changed. */
    private void watchWrites() {
        server.asSuperuser().sql("""
                        CREATE SCHEMA watched;
                        CREATE TABLE watched.written (what text NOT NULL);
                        CREATE FUNCTION watched.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $note$
                        DECLARE changed text := '';
                        BEGIN
                            IF TG_OP = 'UPDATE' THEN
                                SELECT ' ' || coalesce(string_agg(one.key, ',' ORDER BY one.key), 'nothing') INTO changed
                                FROM jsonb_each(to_jsonb(NEW)) one
                                WHERE one.value IS DISTINCT FROM to_jsonb(OLD) -> one.key;
                            END IF;
                            INSERT INTO watched.written
                            VALUES (TG_OP || ' ' || CASE TG_TABLE_SCHEMA WHEN 'public' THEN '' ELSE TG_TABLE_SCHEMA || '.' END
                                || TG_TABLE_NAME || changed);
                            RETURN NULL;
                        END $note$;
                        DO $each$
                        DECLARE watched regclass;
                        BEGIN
                            FOR watched IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                                           WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema|watched)' LOOP
                                EXECUTE format('CREATE TRIGGER watched AFTER INSERT OR UPDATE OR DELETE ON %s '
                                    'FOR EACH ROW EXECUTE FUNCTION watched.note()', watched);
                            END LOOP;
                        END $each$
                        """).update();
    }

    /** What was written since the last time. */
    private List<String> writes() {
        return server.asSuperuser()
                .sql("WITH noted AS (DELETE FROM watched.written RETURNING what) SELECT DISTINCT what FROM noted")
                .query(String.class)
                .list();
    }

    private List<String> kept() throws IOException {
        return Files.readAllLines(TABLE).stream().skip(1).toList();
    }

    private List<String> matrix(Off off) throws Exception {
        var rows = new ArrayList<String>();
        for (var route : routes.keySet()) {
            var things = things(route.kind());
            var relations = new ArrayList<>(things.keySet());
            relations.add(things.isEmpty() ? "" : NOBODYS);
            for (var whose : relations) {
                var answers = new ArrayList<String>();
                for (var reader : READERS) {
                    answers.add(seen(route, reader, things.get(whose), off));
                }
                rows.add(route.method() + "," + route.path() + "," + whose + "," + String.join(",", answers));
            }
        }
        return rows;
    }

    private String seen(Route route, String reader, @Nullable Thing thing, Off off) throws Exception {
        if (off != Off.CODE) {
            return probe(route, reader, thing).shown();
        }
        // Everything else is first an attorney's of the other provider, then a volunteer's of the other hotline.
        var seen = new TreeSet<String>();
        for (var taken : thing == null ? List.of(TestMembers.OTHER_PROVIDER, OTHER_HOTLINE) : List.of(thing.owner())) {
            people.takenFor = taken;
            try {
                seen.addAll(probe(route, reader, thing).canaries());
            } finally {
                people.takenFor = null;
            }
        }
        return ("0 " + String.join("+", seen)).strip();
    }

    /** Fields of people the reader has nothing to do with, wherever they were shown. */
    private List<String> leaks(List<String> rows) {
        var leaks = new ArrayList<String>();
        for (var row : rows) {
            var cells = row.split(",", -1);
            for (var reader = 0; reader < READERS.size(); reader++) {
                var cell = cells[3 + reader];
                for (var canary : cell.indexOf(' ') < 0 ? new String[0] : cell.split(" ", 2)[1].split("\\+", -1)) {
                    if (!maySee(READERS.get(reader), canary)) {
                        leaks.add(READERS.get(reader) + " " + String.join(" ", cells[0], cells[1], cells[2]) + ": "
                                + canary);
                    }
                }
            }
        }
        return leaks;
    }

    private static boolean maySee(String reader, String canary) {
        var whose = canary.substring(0, canary.indexOf(':'));
        var field = canary.substring(canary.indexOf(':') + 1);
        var ofHotline = Set.of("draft", "spreadsheet", "promise").contains(field);
        return switch (reader) {
            case "volunteer", "dispatcher" ->
                ofHotline ? whose.equals("own hotline's") : !field.equals("note of the matter");
            case OTHER_VOLUNTEER -> ofHotline ? whose.equals("another's") : !field.equals("note of the matter");
            case "attorney" -> Set.of("offered", "cleared", "taken").contains(whose);
            default -> false;
        };
    }

    // One request

    private Map<String, Thing> things(String kind) {
        return switch (kind) {
            case "cases", "referrals" -> cases;
            case "matters" ->
                cases.entrySet().stream()
                        .filter(one -> one.getValue().ids().containsKey("matter"))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, LinkedHashMap::new));
            case "drafts" -> drafts;
            case "imports" -> imports;
            case "calls" -> calls;
            default -> Map.of();
        };
    }

    /** A look is a look; what would change something is asked for in a transaction that is undone. */
    private Answer probe(Route route, String reader, @Nullable Thing thing) throws Exception {
        if (route.reads()) {
            return answer(perform(route, reader, thing));
        }
        var answer = transaction.execute(status -> {
            status.setRollbackOnly();
            try {
                return answer(perform(route, reader, thing));
            } catch (Exception trouble) {
                throw new IllegalStateException(route + " as " + reader, trouble);
            }
        });
        return java.util.Objects.requireNonNull(answer);
    }

    private Answer answer(MockHttpServletResponse response) throws IOException {
        var text = response.getContentAsString(StandardCharsets.UTF_8);
        var found = new TreeSet<String>();
        var everything = text
                + response.getHeaderNames().stream()
                        .map(name -> name + response.getHeaders(name))
                        .collect(Collectors.joining());
        var squeezed = ID.matcher(everything).replaceAll("").replaceAll("[\\s.()-]", "");
        canaries.forEach((canary, field) -> {
            if (squeezed.contains(canary)) {
                found.add(field);
            }
        });
        return new Answer(
                response.getStatus(),
                found,
                response.getStatus()
                        + inOrder(
                                TOKEN.matcher(ID.matcher(text).replaceAll("ID")).replaceAll("$1TOKEN")));
    }

    /** What is wrong with a form is found in no particular order, whosever it is about. */
    private static String inOrder(String text) {
        var problems = PROBLEM.matcher(text)
                .results()
                .map(found -> found.group())
                .sorted()
                .collect(Collectors.joining());
        return PROBLEM.matcher(text).replaceAll("") + problems;
    }

    private MockHttpServletResponse perform(Route route, String reader, @Nullable Thing thing) throws Exception {
        var method = HttpMethod.valueOf(route.method());
        var handler = routes.get(route);
        var path = route.path().replaceAll("\\{\\w+:(\\w+)[^}]*\\}", "$1");
        var values = values(handler, path, thing);
        var uploads = Stream.of(handler.getMethodParameters())
                .anyMatch(parameter -> MultipartFile.class.isAssignableFrom(parameter.getParameterType()));
        var request = uploads
                ? MockMvcRequestBuilders.multipart(method, path, values)
                : MockMvcRequestBuilders.request(method, path, values);
        if (route.api()) {
            if (!uploads) {
                request.contentType(MediaType.APPLICATION_JSON).content(body(route.path()));
            }
            request.with(TestMembers.api(reader));
        } else {
            request.with(csrf()).with(TestMembers.page(reader));
        }
        try {
            return mvc.perform(request).andReturn().getResponse();
        } catch (ServletException failed) { // what a server would answer with its page for faults
            var response = new MockHttpServletResponse();
            response.setStatus(500);
            return response;
        }
    }

    /** Enough for what is simple to be done; for the rest, that something is missing is answer enough. */
    private static String body(String path) {
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "acceptance" -> "{\"scope\": [\"BOND\"]}";
            case "conflict-check" -> "{\"conflict\": false}";
            case "decline" -> "{\"reason\": \"NO_CAPACITY\"}";
            case "placement" -> "{\"answer\": \"KEEP\"}";
            case "search" -> "{\"text\": \"Zq\"}";
            case "notes" -> path.contains("cases") ? "{\"text\": \"x\"}" : "{\"version\": 0, \"text\": \"x\"}";
            default -> "{}";
        };
    }

    private static Object[] values(HandlerMethod handler, String path, @Nullable Thing thing) {
        var values = new ArrayList<Object>();
        for (var parameter : handler.getMethodParameters()) {
            if (!parameter.hasParameterAnnotation(PathVariable.class)
                    || values.size() >= path.split("\\{", -1).length - 1) {
                continue;
            }
            var type = parameter.getParameterType();
            if (type.isEnum()) {
                values.add(((Enum<?>) type.getEnumConstants()[0]).name());
            } else if (type == int.class || type == long.class || type == Integer.class) {
                values.add(1);
            } else {
                var name = switch (type.getSimpleName()) {
                    case "CaseId" -> "case";
                    case "ReferralId" -> "referral";
                    case "MatterId" -> "matter";
                    case "HearingId" -> "hearing";
                    case "DeadlineId" -> "deadline";
                    case "DraftId" -> "draft";
                    case "ImportId" -> "import";
                    case "CallId" -> "call";
                    default -> "";
                };
                values.add(
                        thing == null
                                ? UUID.randomUUID()
                                : thing.ids()
                                        .getOrDefault(name, UUID.randomUUID().toString()));
            }
        }
        return values.toArray();
    }
}
