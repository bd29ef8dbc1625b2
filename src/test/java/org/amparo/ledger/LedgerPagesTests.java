package org.amparo.ledger;

import static org.amparo.support.TestMembers.api;
import static org.amparo.support.TestMembers.page;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.Identifier;
import org.amparo.kernel.Reading;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.amparo.support.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;

@ApplicationModuleTest(extraIncludes = "vault")
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class})
class LedgerPagesTests {

    private static final Instant NOON = Instant.parse("2026-03-16T19:00:00Z");

    private final MockMvc mvc;
    private final ApplicationEventPublisher events;
    private final TestPostgres.Database server;

    LedgerPagesTests(MockMvc mvc, ApplicationEventPublisher events, TestPostgres.Database server) {
        this.mvc = mvc;
        this.events = events;
        this.server = server;
    }

    enum ReadAs {
        FULL_FILE
    }

    record CaseRead(LedgerModuleTests.CaseId caseFile, HumanReference reference, ReadAs as, Actor actor, Instant at)
            implements Reading {}

    enum Part {
        NAMES,
        BIRTH,
        NEW_TO_THE_PAGE
    }

    record FileShown(LedgerModuleTests.CaseId caseFile, ReadAs as, java.util.Set<Part> shown, Actor actor, Instant at)
            implements Reading {}

    record ListRead(LedgerModuleTests.CaseId list, Actor actor, Instant at) implements Reading {}

    @BeforeEach
    void empty() {
        server.withoutTriggers((superuser, status) ->
                superuser.sql("TRUNCATE ledger.entry, ledger.block").update());
        read("RRRR-RRR", TestMembers.ATTORNEY.actor(), NOON);
        read("AAAA-AAA", TestMembers.VOLUNTEER.actor(), NOON.plus(Duration.ofHours(1)));
        read("WWWW-WWW", TestMembers.VOLUNTEER.actor(), NOON.minus(Duration.ofDays(60)));
    }

    @Test
    void tellsTheStewardWhoOpenedAFile() throws Exception {
        mvc.perform(get("/ledger?from=2026-03-01&to=2026-03-16").with(page("steward")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Ana Attorney")))
                .andExpect(content().string(containsString("RRRR-RRR")))
                .andExpect(content().string(containsString("The full file")))
                .andExpect(content().string(containsString("AAAA-AAA")))
                .andExpect(content().string(not(containsString("WWWW-WWW"))));
        mvc.perform(get("/ledger?from=2026-03-01&to=2026-03-16&reference=rrrrrrr")
                        .with(page("steward")))
                .andExpect(content().string(containsString("Ana Attorney")))
                .andExpect(content().string(not(containsString("AAAA-AAA"))));
        mvc.perform(get("/ledger?from=2026-03-01&to=2026-03-16&member={id}", TestMembers.VOLUNTEER.member())
                        .with(page("steward")))
                .andExpect(content().string(containsString("AAAA-AAA")))
                .andExpect(content().string(not(containsString("RRRR-RRR"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "from=2026-03-02&to=2026-03-01",
                "reference=nonsense",
                "changes=true&from=2026-01-01&to=2026-03-01",
                "after=x",
                "member=x"
            })
    void saysWhatItCanNotRead(String query) throws Exception {
        mvc.perform(get("/ledger?" + query).with(page("steward")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("There is a problem")));
    }

    @Test
    void tellsWhichFieldsWereShownAndOfALookThatHasNoGround() throws Exception {
        var actor = TestMembers.ATTORNEY.actor();
        events.publishEvent(new FileShown(
                new LedgerModuleTests.CaseId(Identifier.next()),
                ReadAs.FULL_FILE,
                java.util.Set.of(Part.NEW_TO_THE_PAGE, Part.BIRTH, Part.NAMES),
                actor,
                NOON));
        events.publishEvent(new ListRead(new LedgerModuleTests.CaseId(Identifier.next()), actor, NOON));
        mvc.perform(get("/ledger?from=2026-03-01&to=2026-03-16").with(page("steward")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("names")))
                .andExpect(content().string(containsString("date of birth")))
                .andExpect(content().string(containsString("NEW_TO_THE_PAGE")))
                .andExpect(content().string(containsString("</html>")));
        org.assertj.core.api.Assertions.assertThat(server.asSuperuser()
                        .sql("SELECT ground FROM ledger.entry WHERE act = 'FileShown'")
                        .query(String.class)
                        .single())
                .isEqualTo("FULL_FILE NAMES BIRTH NEW_TO_THE_PAGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"volunteer", "dispatcher", "attorney", "lead"})
    void isForNobodyElseAndWritesDownThatTheyAsked(String subject) throws Exception {
        mvc.perform(get("/ledger").with(page(subject))).andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/ledger?from=2026-03-01&to=2026-03-16").with(api(subject)))
                .andExpect(status().isForbidden());
        var refused = server.asSuperuser()
                .sql("SELECT act || ' ' || ground FROM ledger.entry WHERE kind = 'REFUSAL' ORDER BY id")
                .query(String.class)
                .list();
        org.assertj.core.api.Assertions.assertThat(refused)
                .containsExactly("AccessRefused FORBIDDEN GET /ledger", "AccessRefused FORBIDDEN GET /api/v1/ledger");
    }

    @Test
    void answersScripts() throws Exception {
        mvc.perform(get("/api/v1/ledger?from=2026-03-01&to=2026-03-16&reference=RRRR-RRR")
                        .with(api("steward")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.lines.length()").value(1))
                .andExpect(jsonPath("$.lines[0].act").value("CaseRead"))
                .andExpect(jsonPath("$.lines[0].kind").value("READING"))
                .andExpect(jsonPath("$.lines[0].ground").value("FULL_FILE"))
                .andExpect(jsonPath("$.lines[0].memberName").value("Ana Attorney"));
        mvc.perform(get("/api/v1/ledger?from=2026-03-01&to=2026-03-16&reference=x")
                        .with(api("steward")))
                .andExpect(status().isUnprocessableContent());
    }

    @Test
    void turnsPages() throws Exception {
        for (var more = 0; more < 60; more++) {
            read("AAAA-AAA", TestMembers.VOLUNTEER.actor(), NOON.plusSeconds(more));
        }
        var next = com.jayway.jsonpath.JsonPath.<String>read(
                mvc.perform(get("/api/v1/ledger?from=2026-03-16&to=2026-03-16").with(api("steward")))
                        .andExpect(jsonPath("$.lines.length()").value(50))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.next");
        mvc.perform(get("/api/v1/ledger?from=2026-03-16&to=2026-03-16&after={next}", next)
                        .with(api("steward")))
                .andExpect(jsonPath("$.lines.length()").value(12))
                .andExpect(jsonPath("$.next").doesNotExist());
    }

    private void read(String reference, Actor actor, Instant at) {
        events.publishEvent(new CaseRead(
                new LedgerModuleTests.CaseId(Identifier.next()),
                new HumanReference(reference),
                ReadAs.FULL_FILE,
                actor,
                at));
    }
}
