package org.amparo;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.Acceptance;
import org.amparo.referrals.Cases;
import org.amparo.referrals.ReferralId;
import org.amparo.referrals.ReferralStatus;
import org.amparo.referrals.ReferralsDesk;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two nodes of one installation: two whole applications on one database. Whoever says yes through whichever node, one of them gets the case; and whatever node ends
 * in the middle of its work, what was told to a person is there afterwards, once.
 */
@SpringBootTest(properties = "amparo.events.second-chance=1h") // whoever takes over is the other node
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
class TwoNodesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RACES = 2_000;
    private static final int LANES = 2;
    private static final int ENDED = 100;
    private static final int PLANS = 4;
    private static final int MOST_ROOM = 999;

    private static @Nullable ConfigurableApplicationContext other;

    private final MockMvc here;
    private final ReferralsDesk desk;
    private final JdbcClient jdbc;
    private final TestPostgres.Database database;
    private final Environment environment;
    private MockMvc there;

    @Autowired
    TwoNodesTests(
            MockMvc here,
            ReferralsDesk desk,
            JdbcClient jdbc,
            TestPostgres.Database database,
            Environment environment) {
        this.here = here;
        this.desk = desk;
        this.jdbc = jdbc;
        this.database = database;
        this.environment = environment;
        this.there = here;
    }

    @BeforeEach
    void twoNodes() throws Exception {
        SecondNode.DEAD.set(false);
        SecondNode.DYING.set(false);
        SecondNode.SHARED.set(database);
        SecondNode.KEY_FILE.set(environment.getRequiredProperty("amparo.key-file"));
        if (other == null) {
            other = start("1h"); // what it leaves undone, it leaves
        }
        there = mvc(other);
        nobodyWaits(); // of those another test left
    }

    @AfterEach
    void nobodyWaits() throws Exception {
        settled();
        jdbc.sql(
                        "TRUNCATE referrals.referral, referrals.docket, matching.routed_case, matching.asked, matching.shortlist,"
                                + " matching.docket_plan, matching.capacity_use")
                .update();
        jdbc.sql("UPDATE matching.capacity SET used = 0").update();
        jdbc.sql("UPDATE matching.practice SET version = version + 1").update();
        practice(here, "other-attorney", 0, "PAUSED"); // who else uses this database knows nothing of it
        settled();
    }

    @AfterAll
    static void oneNode() {
        if (other != null) {
            other.close();
            other = null;
        }
    }

    /** @param secondChance how often it tries again what was left undone */
    private ConfigurableApplicationContext start(String secondChance) {
        return new SpringApplicationBuilder(
                        Amparo.class, SecurityTests.People.class, TestInfrastructure.class, SecondNode.class)
                .run(
                        "--server.port=0",
                        "--spring.main.allow-bean-definition-overriding=true",
                        "--amparo.events.second-chance=" + secondChance,
                        "--spring.modulith.events.staleness.check-interval=1s",
                        "--spring.modulith.events.staleness.published=2s",
                        "--spring.modulith.events.staleness.resubmitted=10s",
                        "--spring.datasource.hikari.minimum-idle=1",
                        "--spring.task.execution.shutdown.await-termination-period=1s");
    }

    private static ConfigurableApplicationContext other() {
        return Objects.requireNonNull(other);
    }

    private static MockMvc mvc(ConfigurableApplicationContext node) {
        return MockMvcBuilders.webAppContextSetup((WebApplicationContext) node)
                .apply(springSecurity())
                .build();
    }

    @Test
    void ofTwoThousandPairsWhoSayYesThroughTwoNodesOneOfEachGetsTheCase() throws Exception {
        practice(here, "attorney", MOST_ROOM);
        practice(there, "other-attorney", MOST_ROOM);
        var pairs = clearedByBoth(RACES);
        var desks = List.of(desk, other().getBean(ReferralsDesk.class));
        var lanes = new ArrayList<Future<List<String>>>();
        try (var threads = Executors.newFixedThreadPool(LANES)) {
            for (var lane = 0; lane < LANES; lane++) {
                var mine = pairs.subList(lane * RACES / LANES, (lane + 1) * RACES / LANES);
                lanes.add(threads.submit(() -> race(mine, desks)));
            }
            for (var lane : lanes) {
                assertThat(lane.get(5, TimeUnit.MINUTES))
                        .as("the slower of each pair is told")
                        .hasSize(RACES / LANES)
                        .containsOnly("case-already-placed");
            }
        }
        assertThat(count("SELECT count(DISTINCT (case_id, round)) FROM referrals.referral WHERE status = 'ACCEPTED'"))
                .isEqualTo(RACES);
        assertThat(count("SELECT count(*) FROM referrals.referral WHERE withdraw_reason = 'PLACED_ELSEWHERE'"))
                .isEqualTo(RACES);
        assertThat(count("SELECT count(*) FROM referrals.docket d JOIN referrals.referral r USING (case_id, round)"
                        + " WHERE r.status = 'ACCEPTED' AND d.state = 'PLACED' AND d.placed_with = r.provider"))
                .isEqualTo(RACES);
        settled();
        assertThat(used())
                .as("each takes one place, however many nodes hear of it")
                .isEqualTo(RACES);
        assertThat(count("SELECT count(*) FROM representation.matter m JOIN referrals.referral r ON r.id = m.referral"))
                .isEqualTo(RACES);
        givesBackEachPlaceOnce();
    }

    /** Each pair at the same moment through different nodes; of each, one wins. @return what the others were told */
    private static List<String> race(List<List<UUID>> pairs, List<ReferralsDesk> desks) throws Exception {
        var lost = new ArrayList<String>();
        var barrier = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var race = 0; race < pairs.size(); race++) {
                var pair = pairs.get(race);
                var mine = desks.get(race % 2);
                var theirs = desks.get(1 - race % 2);
                var answers = List.of(
                        together(threads, barrier, () -> accepted(mine, pair.getFirst(), ATTORNEY)),
                        together(threads, barrier, () -> accepted(theirs, pair.getLast(), OTHER_ATTORNEY)));
                for (var answer : answers) {
                    try {
                        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(ReferralStatus.ACCEPTED);
                    } catch (ExecutionException trouble) {
                        assertThat(trouble).hasCauseInstanceOf(Rejected.class);
                        lost.add(((Rejected) trouble.getCause()).code());
                    }
                }
            }
        }
        return lost;
    }

    /** That a service has ended is told to both nodes, at once and twice. */
    private void givesBackEachPlaceOnce() throws Exception {
        var ended = jdbc.sql("SELECT id FROM referrals.referral WHERE status = 'ACCEPTED' ORDER BY id LIMIT ?")
                .param(ENDED)
                .query(UUID.class)
                .list();
        var nodes = List.of(Objects.requireNonNull(here.getDispatcherServlet().getWebApplicationContext()), other());
        var barrier = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var id : ended) {
                var told = nodes.stream()
                        .map(node -> together(threads, barrier, () -> {
                            node.getBean(TransactionTemplate.class)
                                    .executeWithoutResult(status -> node.publishEvent(
                                            new Cases.Ended(new ReferralId(id), Actor.system(), Instant.now())));
                            return id;
                        }))
                        .toList();
                for (var each : told) {
                    each.get(30, TimeUnit.SECONDS);
                }
            }
        }
        settled();
        assertThat(used()).isEqualTo(RACES - ENDED);
        assertThat(count("SELECT count(*) FROM matching.capacity WHERE used < 0"))
                .isZero();
    }

    @Test
    void aPlanCommittedAfterRoomWentElsewhereIsRefusedInPartByNameAndNobodyIsLost() throws Exception {
        var cases = casesThatWaitForRoom(3);
        roomAppearsUnannounced(PROVIDER, 2);
        roomAppearsUnannounced(OTHER_PROVIDER, 1);
        var plan = planThatPlaces(3);

        practice(there, "other-attorney", 0);
        await().atMost(PATIENCE)
                .until(() -> number(
                                answer(here, get("/api/v1/practices"), "", "dispatcher"),
                                "$[?(@.provider == '" + OTHER_PROVIDER
                                        + "')].capacity[?(@.service == 'BOND')].promised")
                        == 0);
        var committed = answer(here, post("/api/v1/plan/offers"), "{\"plan\": \"" + plan + "\"}", "dispatcher");

        assertThat(refused(committed)).containsExactly("NO_ROOM");
        settled();
        assertThat(offers(cases)).hasSize(2);
        for (var node : List.of(here, there)) {
            assertThat(waiting(node)).as("the other one waits, on every node").containsAll(cases);
        }
    }

    @Test
    void aPlanCommittedWhileRoomChangesOffersEachCaseOnceOrNamesWhyNot() throws Exception {
        var barrier = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < PLANS; round++) {
                var cases = casesThatWaitForRoom(4);
                roomAppearsUnannounced(PROVIDER, 4);
                var plan = planThatPlaces(4);
                var left = round % 4;
                var committing = together(
                        threads,
                        barrier,
                        () -> answer(here, post("/api/v1/plan/offers"), "{\"plan\": \"" + plan + "\"}", "dispatcher"));
                var changing = together(threads, barrier, () -> practice(there, "attorney", left));
                changing.get(30, TimeUnit.SECONDS);
                var refused = refused(committing.get(30, TimeUnit.SECONDS));
                settled();
                var offered = offers(cases);
                assertThat(offered).as("each once").doesNotHaveDuplicates();
                assertThat(offered.size()).isGreaterThanOrEqualTo(4 - refused.size());
                assertThat(refused).isSubsetOf("NO_ROOM", "RULE");
                assertThat(waiting(there)).as("nobody is lost").containsAll(cases);
                assertThat(count("SELECT count(*) FROM matching.capacity WHERE used < 0 OR promised < 0"))
                        .isZero();
                nobodyWaits();
            }
        }
    }

    @Test
    void aNodeThatEndsWhileItCommitsAPlanHasOfferedNothingAndThePlanIsCommittedAgain() throws Exception {
        var cases = casesThatWaitForRoom(3);
        roomAppearsUnannounced(PROVIDER, 3);
        var plan = planThatPlaces(3);

        SecondNode.DYING.set(true);
        assertThatThrownBy(
                        () -> answer(there, post("/api/v1/plan/offers"), "{\"plan\": \"" + plan + "\"}", "dispatcher"))
                .isInstanceOf(AssertionError.class);
        SecondNode.DYING.set(false);
        settled();
        assertThat(offers(cases)).isEmpty();

        answer(here, post("/api/v1/plan/offers"), "{\"plan\": \"" + plan + "\"}", "dispatcher");
        settled();
        assertThat(offers(cases)).containsExactlyInAnyOrderElementsOf(cases);
    }

    @Test
    void aNodeThatEndsBeforeItOfferedWhatWasCommittedLeavesItToTheNextOne() throws Exception {
        var cases = casesThatWaitForRoom(3);
        roomAppearsUnannounced(PROVIDER, 3);
        var plan = planThatPlaces(3);

        SecondNode.DEAD.set(true);
        answer(there, post("/api/v1/plan/offers"), "{\"plan\": \"" + plan + "\"}", "dispatcher");
        other().close();
        assertThat(offers(cases)).as("it said yes, and ended").isEmpty();

        SecondNode.DEAD.set(false);
        other = start("1s");
        await().atMost(PATIENCE).until(() -> offers(cases).size() == cases.size());
        settled();
        assertThat(offers(cases)).containsExactlyInAnyOrderElementsOf(cases);
    }

    private static ReferralStatus accepted(ReferralsDesk node, UUID offer, SignedIn by) {
        return node.accept(new Acceptance(new ReferralId(offer), Set.of()), by).status();
    }

    private static <T> Future<T> together(ExecutorService threads, CyclicBarrier barrier, Callable<T> what) {
        return threads.submit(() -> {
            barrier.await(30, TimeUnit.SECONDS);
            return what.call();
        });
    }

    /** Rounds that two providers have read and may take, as if everything before had happened. */
    private List<List<UUID>> clearedByBoth(int rounds) {
        var facts = JsonMapper.builder()
                .build()
                .writeValueAsString(
                        Cases.facts().urgency(Urgency.U2).needs(Service.BOND).build());
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                INSERT INTO referrals.docket (case_id, round, reference, state, urgency, facts, since, clock_from, due, consented_for, routed_at)
                SELECT lpad(to_hex(n), 32, '0')::uuid, 1, 'K7MR-4QX', 'OPEN', 'U2', CAST(:facts AS jsonb), :now, :now, :now + interval '3 days',
                    '{SHARE_WITH_PROVIDERS}', :now
                FROM generate_series(1, :rounds) AS n""")
                .param("facts", facts)
                .param("now", now)
                .param("rounds", rounds)
                .update();
        for (var provider : List.of(PROVIDER, OTHER_PROVIDER)) {
            jdbc.sql("""
                    INSERT INTO referrals.referral (id, version, case_id, round, reference, provider, urgency, route, status, offered_at, answer_due,
                        due_because, viewed_at, conflicts_cleared_at)
                    SELECT gen_random_uuid(), 0, lpad(to_hex(n), 32, '0')::uuid, 1, 'K7MR-4QX', :provider, 'U2', 'BROADCAST', 'CONFLICT_CHECKED', :now,
                        :now + interval '3 days', 'ANSWER_TIME', :now, :now
                    FROM generate_series(1, :rounds) AS n""")
                    .param("provider", provider.value())
                    .param("now", now)
                    .param("rounds", rounds)
                    .update();
        }
        return jdbc.sql("""
                SELECT mine.id AS mine, theirs.id AS theirs FROM referrals.referral mine JOIN referrals.referral theirs USING (case_id, round)
                WHERE mine.provider = :mine AND theirs.provider = :theirs ORDER BY case_id""")
                .param("mine", PROVIDER.value())
                .param("theirs", OTHER_PROVIDER.value())
                .query((row, number) -> List.of(row.getObject("mine", UUID.class), row.getObject("theirs", UUID.class)))
                .list();
    }

    private String practice(MockMvc node, String who, int bond) throws Exception {
        return practice(node, who, bond, "OPEN");
    }

    private String practice(MockMvc node, String who, int bond, String taking) throws Exception {
        return answer(node, put("/api/v1/practice"), """
                {"services": ["BOND"], "facilities": ["ADLNTCA"], "languages": ["es", "en"],
                 "arrangements": ["UNFUNDED", "AROUND_THE_CLOCK"], "capacity": {"BOND": %d}, "taking": "%s"}
                """.formatted(bond, taking), who);
    }

    private List<UUID> casesThatWaitForRoom(int number) throws Exception {
        practice(here, "attorney", 0);
        practice(here, "other-attorney", 0);
        settled();
        var cases = new ArrayList<UUID>();
        for (var each = 0; each < number; each++) {
            var opened = answer(here, post("/api/v1/cases"), """
                    {
                      "caller": {"name": "Rosa Invented", "relation": "SPOUSE", "authority": "FAMILY", "phone": "213-555-0101",
                                 "language": "es", "safeContact": {"call": "YES", "message": "NO", "text": "YES"}},
                      "person": {"name": "Mateo Invented", "countryOfBirth": "GT", "language": "es", "spanish": "FLUENT"},
                      "custody": {"custody": "DETAINED", "facility": "ADLNTCA", "source": "FAMILY"},
                      "needs": ["BOND"],
                      "override": {"urgency": "U3", "reason": "said for this test"},
                      "consent": {"answer": "GIVEN", "who": "PERSON", "script": "2026-1", "language": "es",
                                  "purposes": ["SHARE_WITH_PROVIDERS", "CONTACT"]}
                    }
                    """, "volunteer");
            cases.add(UUID.fromString(JsonPath.read(opened, "$.id")));
        }
        settled();
        return cases;
    }

    /** Announced, it would be offered one by one before anybody plans. */
    private void roomAppearsUnannounced(OrganizationId provider, int room) {
        jdbc.sql("UPDATE matching.capacity SET promised = ? WHERE provider = ?")
                .params(room, provider.value())
                .update();
        jdbc.sql("UPDATE matching.practice SET version = version + 1").update();
    }

    private String planThatPlaces(int cases) {
        return await().atMost(PATIENCE)
                .ignoreNoExceptions()
                .until(
                        () -> {
                            var plan = answer(here, post("/api/v1/plan"), "", "dispatcher");
                            List<Object> placed = JsonPath.read(plan, "$.lines[?(@.planned != null)]");
                            return placed.size() == cases ? JsonPath.<String>read(plan, "$.id") : "";
                        },
                        id -> !id.isEmpty());
    }

    private static List<String> refused(String committed) {
        return JsonPath.read(committed, "$.lines[?(@.refused != null)].refused");
    }

    private List<UUID> offers(List<UUID> cases) {
        return jdbc
                .sql("SELECT case_id FROM referrals.referral WHERE provider = ? AND status = 'OFFERED'")
                .param(PROVIDER.value())
                .query(UUID.class)
                .list()
                .stream()
                .filter(new HashSet<>(cases)::contains)
                .toList();
    }

    /** Who has nobody yet, as a dispatcher sees it through that node. */
    private static List<UUID> waiting(MockMvc node) throws Exception {
        List<String> lines =
                JsonPath.read(answer(node, get("/api/v1/referrals/queue"), "", "dispatcher"), "$.lines[*].caseFile");
        return lines.stream().map(UUID::fromString).toList();
    }

    private long used() {
        return count("SELECT coalesce(sum(used), 0) FROM matching.capacity");
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private void settled() {
        await().atMost(PATIENCE).until(() -> count("SELECT count(*) FROM event_publication") == 0);
    }

    private static int number(String json, String path) {
        return JsonPath.<List<Integer>>read(json, path).getFirst();
    }

    private static String answer(
            MockMvc node, AbstractMockHttpServletRequestBuilder<?> request, String body, String who) throws Exception {
        var answer = node.perform(request.contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(api(who)))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isBetween(200, 299);
        return answer.getContentAsString();
    }
}
