package org.amparo;

import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.matching.DocketPlanId;
import org.amparo.matching.PlacementPlanned;
import org.amparo.referrals.OfferTerms;
import org.amparo.referrals.Proposal;
import org.amparo.referrals.Route;
import org.amparo.support.TestInfrastructure;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** A plan is committed, and then nothing works for a while: in the end every offer is there, and every offer is there once. */
@SpringBootTest(properties = "amparo.events.second-chance=1h") // the test says when
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, SecurityTests.People.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PlanCrashTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MockMvc mvc;
    private final JdbcClient jdbc;
    private final StalledEvents stalled;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    PlanCrashTests(
            MockMvc mvc,
            JdbcClient jdbc,
            StalledEvents stalled,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.mvc = mvc;
        this.jdbc = jdbc;
        this.stalled = stalled;
        this.events = events;
        this.transaction = transaction;
    }

    @Test
    void everyOfferOfACommittedPlanIsMadeOnceWhateverHappensBetween() throws Exception {
        var cases = threeCasesThatWaitForRoom();
        roomAppearsUnannounced();
        var plan = planThatPlaces(cases.size());

        jdbc.sql("ALTER TABLE referrals.referral RENAME TO out_of_reach").update();
        var committed = sent(post("/api/v1/plan/offers"), "{\"plan\": \"" + plan + "\"}", "dispatcher");
        assertThat(JsonPath.<List<Object>>read(committed, "$.lines[?(@.refused != null)]"))
                .isEmpty();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stalled.all())
                        .extracting(StalledPublication::state)
                        .containsExactly(
                                StalledPublication.State.FAILED,
                                StalledPublication.State.FAILED,
                                StalledPublication.State.FAILED));
        jdbc.sql("ALTER TABLE referrals.out_of_reach RENAME TO referral").update();
        assertThat(offers(cases)).as("nothing was offered").isEmpty();

        stalled.all().forEach(one -> stalled.tryAgain(one.id()));
        settled();
        assertThat(offers(cases)).containsExactlyInAnyOrderElementsOf(cases);

        for (var each : cases) { // and a reaction that had been done is told to do it again
            transaction.executeWithoutResult(status -> events.publishEvent(new PlacementPlanned(
                    DocketPlanId.of(plan),
                    new CaseId(each),
                    1,
                    List.of(new Proposal(PROVIDER, null)),
                    Route.BROADCAST,
                    OfferTerms.USUAL,
                    Actor.system(),
                    Instant.now())));
        }
        settled();
        assertThat(offers(cases)).containsExactlyInAnyOrderElementsOf(cases);
    }

    private List<UUID> threeCasesThatWaitForRoom() throws Exception {
        sent(put("/api/v1/practice"), """
                {"services": ["BOND"], "facilities": ["ADLNTCA"], "languages": ["es", "en"],
                 "arrangements": ["UNFUNDED", "AROUND_THE_CLOCK"], "capacity": {"BOND": 0}}
                """, "attorney");
        var cases = new ArrayList<UUID>();
        for (var number : List.of(1, 2, 3)) {
            var opened = sent(post("/api/v1/cases"), """
                    {
                      "caller": {"name": "Rosa Invented", "relation": "SPOUSE", "authority": "FAMILY", "phone": "213-555-010%d",
                                 "language": "es", "safeContact": {"call": "YES", "message": "NO", "text": "YES"}},
                      "person": {"name": "Mateo Invented %d", "countryOfBirth": "GT", "language": "es", "spanish": "FLUENT"},
                      "custody": {"custody": "DETAINED", "facility": "ADLNTCA", "source": "FAMILY"},
                      "needs": ["BOND"],
                      "consent": {"answer": "GIVEN", "who": "PERSON", "script": "2026-1", "language": "es",
                                  "purposes": ["SHARE_WITH_PROVIDERS", "CONTACT"]}
                    }
                    """.formatted(number, number), "volunteer");
            cases.add(UUID.fromString(JsonPath.read(opened, "$.id")));
        }
        settled();
        assertThat(offers(cases)).as("nobody has room").isEmpty();
        return cases;
    }

    /** Announced, it would be offered one by one before anybody plans. */
    private void roomAppearsUnannounced() {
        jdbc.sql("UPDATE matching.capacity SET promised = 9").update();
        jdbc.sql("UPDATE matching.practice SET version = version + 1").update();
    }

    private String planThatPlaces(int cases) {
        return await().atMost(PATIENCE)
                .ignoreNoExceptions()
                .until(
                        () -> {
                            var plan = sent(post("/api/v1/plan"), "", "dispatcher");
                            List<Object> placed = JsonPath.read(plan, "$.lines[?(@.planned != null)]");
                            return placed.size() == cases ? JsonPath.<String>read(plan, "$.id") : "";
                        },
                        id -> !id.isEmpty());
    }

    private List<UUID> offers(List<UUID> cases) {
        var offers = jdbc.sql("SELECT case_id FROM referrals.referral WHERE provider = ?")
                .param(PROVIDER.value())
                .query(UUID.class)
                .list();
        var ours = new ArrayList<>(offers);
        ours.removeIf(each -> !cases.contains(each));
        Collections.sort(ours);
        return ours;
    }

    private void settled() {
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("SELECT count(*) FROM event_publication")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private String sent(MockHttpServletRequestBuilder request, String body, String who) throws Exception {
        var answer = mvc.perform(request.contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(api(who)))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isBetween(200, 299);
        return answer.getContentAsString();
    }
}
