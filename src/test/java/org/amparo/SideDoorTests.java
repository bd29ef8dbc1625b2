package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amparo.kernel.Identifier;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.amparo.support.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The ways by which systems like this one have told what their pages hide, each tried here. Where Amparo has no such thing the test says
 * so, and fails when somebody adds it.
 */
@SpringBootTest
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
@TestInstance(Lifecycle.PER_CLASS)
class SideDoorTests {

    private static final Path ROUTES = Path.of("docs", "security", "routes.csv");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

    private static final String PRACTICE = """
            {"services": ["BOND", "CONSULT"], "facilities": ["ADLNTCA"], "fieldOffices": ["LOS"], "languages": ["es", "en", "mam"],
             "relays": [], "answerMinutes": {"U0": 60, "U1": 60}, "arrangements": ["UNFUNDED"], "capacity": {"BOND": 4, "CONSULT": 4}}
            """;

    private final Canary canary = new Canary();
    private final Walk walk;
    private final JdbcClient jdbc;
    private final RequestMappingHandlerMapping mapping;

    /** Accepted by the attorney. */
    private String file = "";

    private String reference = "";
    private String matter = "";
    private String hearing = "";

    /** Opened and not offered to anybody by hand. */
    private String other = "";

    SideDoorTests(
            @Autowired MockMvc mvc,
            @Autowired WebSessions sessions,
            @Autowired Clock clock,
            @Autowired TestPostgres.Database database,
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.walk = new Walk(mvc, sessions, clock, canary);
        this.jdbc = database.asSuperuser();
        this.mapping = mapping;
    }

    @BeforeAll
    void aCaseOneOrganizationHasTaken() throws Exception {
        walk.put("attorney", "/api/v1/practice", PRACTICE).expect(200);
        file = open("first");
        offerByHand(file);
        var referral = sometime("/api/v1/referrals/inbox", "$..[?(@.caseFile == '" + file + "')].id");
        walk.post("attorney", "/api/v1/referrals/" + referral + "/conflict-check", "{\"conflict\": false}")
                .expect(200);
        walk.post("attorney", "/api/v1/referrals/" + referral + "/acceptance", "{\"scope\": [\"BOND\"]}")
                .expect(200);
        reference = walk.get("volunteer", "/api/v1/cases/" + file).text("$.reference");
        matter = sometime("/api/v1/matters?reference=" + reference, "$..[?(@.reference == '" + reference + "')].id");
        walk.post(
                        "attorney",
                        "/api/v1/matters/" + matter + "/hearings",
                        "{\"version\": " + version()
                                + ", \"type\": \"CY\", \"court\": \"ADL\", \"hearingAt\": \"2027-01-12T21:00:00Z\","
                                + " \"source\": \"EOIR_NOTICE\", \"lastVerified\": \"2026-11-20\"}")
                .expect(201);
        hearing = first("attorney", "/api/v1/matters/" + matter, "$.legal.hearings[*].id");
        other = open("second");
    }

    @Test
    void theCaseWasTaken() {
        assertThat(walk.surprises()).isEmpty();
    }

    @Test
    void exportsHaveNoFieldThatThePageHides() throws Exception {
        assertThat(rows().map(row -> row[1]).filter(route -> route.matches(".*(\\.csv|/download)")))
                .as(
                        "what can be taken away as a file: figures, numbers of shredded files, and what two persons agreed on")
                .containsExactlyInAnyOrder(
                        "/dashboard/all.csv",
                        "/dashboard/{name}.csv",
                        "/ledger/shredded.csv",
                        "/exports/{id}/download",
                        "/api/v1/exports/{id}/download");
        var figures = walk.get("lead", "/dashboard/all.csv");
        var shredded = walk.get("steward", "/ledger/shredded.csv?from=2026-01-01&to=2027-01-01");

        assertThat(List.of(figures.status(), shredded.status())).containsOnly(200);
        assertThat(ID.matcher(figures.body()).results().map(MatchResult::group))
                .as("ids among figures: those of providers, whose load is one of them")
                .isSubsetOf(TestMembers.PROVIDER.toString(), TestMembers.OTHER_PROVIDER.toString());
        assertThat(canary.in(figures.body() + shredded.body())).isEmpty();
        assertThat(walk.leaks()).isEmpty();
    }

    @Test
    void whatIsHandedOutIsOneFileAndNoPartThatNobodyNamed() throws Exception {
        var asked = "{\"reference\": \"" + reference + "\", \"parts\": [\"PERSON\"], \"ground\": \"PERSON_ASKED\"}";
        for (var other : List.of("volunteer", "attorney", "lead", "steward")) {
            assertThat(walk.post(other, "/api/v1/exports", asked).status())
                    .as(other)
                    .isEqualTo(403);
        }
        var export = "/api/v1/exports/"
                + walk.post("dispatcher", "/api/v1/exports", asked).text("$.id");
        assertThat(walk.post("dispatcher", export + "/download", "{}").status())
                .as("before a second person agreed")
                .isEqualTo(409);
        assertThat(walk.post("dispatcher", export + "/approval", "{}").status())
                .as("agreed by who asked")
                .isEqualTo(403);
        assertThat(walk.post("steward", export + "/approval", "{}").status()).isEqualTo(200);
        assertThat(walk.post("steward", export + "/download", "{}").status())
                .as("taken by who agreed")
                .isEqualTo(403);
        var handedOut = walk.post("dispatcher", export + "/download", "{}");

        assertThat(handedOut.status()).isEqualTo(200);
        assertThat(canary.in(handedOut.body())).containsExactly("first.name");
        assertThat(walk.post("dispatcher", export + "/download", "{}").status())
                .as("a second time")
                .isEqualTo(409);
    }

    @Test
    void noRouteTakesAListOfIds() {
        assertThat(mapping.getHandlerMethods().values().stream()
                        .filter(handler ->
                                handler.getBeanType().getPackageName().startsWith("org.amparo"))
                        .flatMap(handler -> Stream.of(handler.getMethodParameters())
                                .filter(parameter -> isManyIds(ResolvableType.forMethodParameter(parameter)))
                                .map(parameter -> handler.getShortLogMessage())))
                .as("actions on many records at once")
                .isEmpty();
    }

    private static boolean isManyIds(ResolvableType type) {
        var element =
                type.isArray() ? type.getComponentType() : type.asCollection().getGeneric();
        var raw = element.resolve(Object.class);
        return Identifier.class.isAssignableFrom(raw) || raw == UUID.class;
    }

    @Test
    void whatIsOfferedToManyAtOnceIsOneCaseOnly() throws Exception {
        var offered = walk.post(
                "dispatcher",
                "/api/v1/referrals",
                "{\"caseFile\": [\"" + file + "\", \"" + other + "\"], \"round\": 1, \"providers\": []}");

        assertThat(offered.status()).isEqualTo(422);
    }

    @Test
    void aTransitionNeedsTheRecordItChanges() throws Exception {
        for (var step : List.of("view", "conflict-check", "acceptance", "decline")) {
            var body = switch (step) {
                case "conflict-check" -> "{\"conflict\": false}";
                case "acceptance" -> "{\"scope\": [\"BOND\"]}";
                case "decline" -> "{\"reason\": \"NO_CAPACITY\"}";
                default -> "{}";
            };
            nothingThere("other-attorney", "/api/v1/referrals/", referralOf(file), "/" + step, body);
        }
        for (var step :
                List.of("milestones", "custody", "outcomes", "closure", "reopening", "transfer", "acknowledgement")) {
            nothingThere("other-attorney", "/api/v1/matters/", matter, "/" + step, bodyOf(step));
        }
        assertThat(walk.get("attorney", "/api/v1/matters/" + matter).status()).isEqualTo(200);
    }

    @Test
    void aNestedRecordIsReachedThroughItsOwnRecordOnly() throws Exception {
        var foreign = UUID.randomUUID().toString();
        assertThat(hearing).isNotEmpty();
        var body = "{\"version\": " + version() + ", \"type\": \"CY\", \"court\": \"ADL\", \"hearingAt\": "
                + "\"2027-01-13T21:00:00Z\", \"source\": \"EOIR_NOTICE\", \"lastVerified\": \"2026-11-20\"}";

        assertThat(walk.put("other-attorney", "/api/v1/matters/" + matter + "/hearings/" + hearing, body)
                        .status())
                .as("of another organization")
                .isEqualTo(404);
        assertThat(walk.put("attorney", "/api/v1/matters/" + foreign + "/hearings/" + hearing, body)
                        .status())
                .as("under a matter that is not its own")
                .isEqualTo(404);
        assertThat(walk.put("attorney", "/api/v1/matters/" + matter + "/hearings/" + foreign, body)
                        .status())
                .as("that is none")
                .isEqualTo(404);
        assertThat(walk.put("attorney", "/api/v1/matters/" + matter + "/hearings/" + hearing, body)
                        .status())
                .as("its own")
                .isEqualTo(200);
        for (var nested : List.of("notes", "deadlines", "hearings")) {
            nothingThere("other-attorney", "/api/v1/matters/", matter, "/" + nested, bodyOf(nested));
        }
    }

    @Test
    void aLinkBetweenTwoFilesIsUndoneThroughOneOfThemOnly() throws Exception {
        var third = open("third");
        var merger = walk.post("volunteer", "/api/v1/cases/" + third + "/mergers", "{\"other\": \"" + other + "\"}")
                .text("$.id");
        var unrelated = open("fourth");

        assertThat(walk.post("volunteer", "/api/v1/cases/" + unrelated + "/mergers/" + merger + "/undoing", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(walk.post("attorney", "/api/v1/cases/" + third + "/mergers/" + merger + "/undoing", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(walk.post("volunteer", "/api/v1/cases/" + third + "/mergers/" + merger + "/undoing", "{}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void thePartsOfAFileCloseWithTheFile() throws Exception {
        for (var part :
                List.of("/file", "/conflict-packet", "/openings", "/reveals", "/conflict-check", "/shortlist/mine")) {
            var foreign = walk.get("other-attorney", "/api/v1/cases/" + other + part);
            var missing = walk.get("other-attorney", "/api/v1/cases/" + UUID.randomUUID() + part);

            assertThat(foreign.status()).as(part).isEqualTo(404);
            assertThat(foreign.body()).as(part).isEqualTo(missing.body());
        }
    }

    @Test
    void noFileThatWasSentIsEverServedBack() throws Exception {
        assertThat(rows().map(row -> row[1]).filter(route -> route.matches(".*(attachment|document|upload).*")))
                .as("lists that are looked at before they count, and nothing else")
                .allMatch(route ->
                        route.startsWith("/conflicts/uploads") || route.startsWith("/api/v1/conflicts/uploads"));
        var objects = jdbc.sql("SELECT count(*) FROM pg_largeobject_metadata")
                .query(Integer.class)
                .single();
        assertThat(objects).as("files kept in the database").isZero();
    }

    @Test
    void aCalendarLinkTellsNothingOfAPerson() throws Exception {
        var link = walk.post("attorney", "/api/v1/calendar", "{\"scope\": \"ORGANIZATION\"}");
        assertThat(link.status()).isEqualTo(201);
        var address = Pattern.compile("/calendar/[A-Za-z0-9_-]+\\.ics").matcher(link.body());
        assertThat(address.find()).isTrue();
        var calendar = walk.get("volunteer", address.group());

        assertThat(calendar.status()).isEqualTo(200);
        assertThat(calendar.body())
                .contains("BEGIN:VCALENDAR")
                .doesNotContain(file)
                .doesNotContain(matter);
        assertThat(canary.in(calendar.body())).isEmpty();
        assertThat(walk.get("volunteer", "/calendar/" + "A".repeat(43) + ".ics").status())
                .isEqualTo(404);
    }

    @Test
    void noReasonStandsInAnAddress() throws IOException {
        assertThat(mapping.getHandlerMethods().entrySet().stream()
                        .filter(route ->
                                route.getValue().getBeanType().getPackageName().startsWith("org.amparo"))
                        .filter(route -> route.getKey().getMethodsCondition().getMethods().stream()
                                .anyMatch(method -> method.name().equals(HttpMethod.GET.name())))
                        .filter(route -> Stream.of(route.getValue().getMethodParameters())
                                .anyMatch(SideDoorTests::asksWhy))
                        .map(route -> route.getValue().getShortLogMessage()))
                .as("what a reason would stand in the address of")
                .isEmpty();
    }

    private static boolean asksWhy(org.springframework.core.MethodParameter parameter) {
        var asked = parameter.getParameterAnnotation(org.springframework.web.bind.annotation.RequestParam.class);
        parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
        var name = asked == null
                ? ""
                : asked.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.name();
        return name.matches("(?i)reason|because|why|ground|justification");
    }

    @Test
    void whatIsWrittenDownIsThereBeforeTheAnswer() throws Exception {
        var before = entries();
        walk.get("volunteer", "/api/v1/cases/" + other);
        var afterLook = entries();
        walk.get("other-attorney", "/api/v1/cases/" + other + "/file");
        var afterRefusal = entries();

        assertThat(afterLook).as("the look").isGreaterThan(before);
        assertThat(afterRefusal).as("the refused look").isGreaterThan(afterLook);
    }

    private long entries() {
        return jdbc.sql("SELECT count(*) FROM ledger.entry").query(Long.class).single();
    }

    // --- small steps

    /** Refused when the routing was faster, and for nothing else. */
    private void offerByHand(String caseFile) throws Exception {
        var offered = walk.post(
                "dispatcher",
                "/api/v1/referrals",
                "{\"caseFile\": \"" + caseFile + "\", \"round\": 1, \"providers\": [\"" + TestMembers.PROVIDER
                        + "\"]}");
        if (!offered.body().contains("already-offered")) {
            offered.expect(201);
        }
    }

    private String open(String field) throws Exception {
        return walk.post("volunteer", "/api/v1/cases", """
            {"caller": {"name": "Rosa Invented", "relation": "SPOUSE", "authority": "FAMILY", "phone": "213-555-0171", "language": "es"},
             "person": {"name": "%s", "language": "mam", "aNumber": "A000518273"},
             "custody": {"custody": "DETAINED", "facility": "ADLNTCA", "source": "FAMILY"},
             "answers": {"TOLD_TO_SIGN": "YES"}, "needs": ["BOND"], "note": "Told of %s.",
             "consent": {"answer": "GIVEN", "who": "FAMILY", "script": "2026-1", "language": "es",
                         "purposes": ["SHARE_WITH_PROVIDERS", "CONTACT"]}}
            """.formatted(
                                canary.word(field + ".name"), canary.word(field + ".note")))
                .expect(201)
                .text("$.id");
    }

    private String referralOf(String caseFile) throws Exception {
        return first(
                "dispatcher",
                "/api/v1/cases/" + caseFile + "/referrals",
                "$..[?(@.caseFile == '" + caseFile + "')].id");
    }

    private String first(String who, String path, String what) throws Exception {
        List<String> all = walk.get(who, path).all(what);
        return all.isEmpty() ? "" : all.getFirst();
    }

    /** What the attorney is shown as soon as it is there, unless something went wrong before. */
    private String sometime(String path, String what) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .failFast(() -> assertThat(walk.surprises()).isEmpty())
                .until(() -> first("attorney", path, what), found -> !found.isEmpty());
    }

    private long version() throws Exception {
        return walk.get("attorney", "/api/v1/matters/" + matter).number("$.version");
    }

    private String bodyOf(String step) throws Exception {
        var version = "{\"version\": " + version();
        return switch (step) {
            case "milestones" ->
                version
                        + ", \"milestone\": \"FIRST_CONTACT\", \"on\": \"2026-11-20T20:00:00Z\", \"how\": \"LEGAL_CALL\"}";
            case "custody" -> version + ", \"custody\": \"RELEASED\", \"observedOn\": \"2026-11-20T20:00:00Z\"}";
            case "outcomes" ->
                version + ", \"outcome\": \"BOND_POSTED\", \"on\": \"2026-11-20\", \"amountCents\": 350000}";
            case "closure" -> version + ", \"service\": \"COMPLETED\", \"legal\": null, \"on\": \"2026-11-20\"}";
            case "reopening" -> version + ", \"reason\": \"CLOSED_BY_MISTAKE\"}";
            case "transfer" -> version + ", \"to\": \"" + UUID.randomUUID() + "\"}";
            case "notes" -> version + ", \"text\": \"A note\"}";
            case "deadlines" -> version + ", \"kind\": \"BIA_APPEAL\", \"due\": \"2027-01-20\"}";
            case "hearings" ->
                version + ", \"type\": \"CY\", \"court\": \"ADL\", \"hearingAt\": \"2027-01-13T21:00:00Z\","
                        + " \"source\": \"EOIR_NOTICE\", \"lastVerified\": \"2026-11-20\"}";
            default -> version + "}";
        };
    }

    /** Somebody else's record and one that never was are refused in the same words. */
    private void nothingThere(String who, String before, String id, String after, String body) throws Exception {
        var foreign = walk.post(who, before + id + after, body);
        var missing = walk.post(who, before + UUID.randomUUID() + after, body);

        assertThat(foreign.status()).as(before + after + foreign.body()).isEqualTo(404);
        assertThat(missing.status()).as(before + after).isEqualTo(404);
        assertThat(foreign.body()).as(before + after).isEqualTo(missing.body());
    }

    private static Stream<String[]> rows() throws IOException {
        return Files.readAllLines(ROUTES).stream().skip(1).map(row -> row.split(",", -1));
    }
}
