package org.amparo.intake;

import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.VOLUNTEER;
import static org.amparo.support.TestMembers.api;
import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.amparo.intake.Duties.SetHold;
import org.amparo.intake.Duties.ShredCase;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.test.web.servlet.MockMvc;

/** The pages and the interface of those who answer for the files. */
@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class SafekeepingPagesTests {

    private static final String NAME = "Quetzal Escondida";

    private final MockMvc mvc;
    private final IntakeDesk desk;
    private final SafekeepingDesk safekeeping;

    SafekeepingPagesTests(MockMvc mvc, IntakeDesk desk, SafekeepingDesk safekeeping) {
        this.mvc = mvc;
        this.desk = desk;
        this.safekeeping = safekeeping;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void showsAStewardEveryPageAndNeverAPerson(String language) throws Exception {
        var file = opened();
        safekeeping.set(new SetHold(file.reference().value(), HoldReason.LAWSUIT), STEWARD);
        for (var path : new String[] {"/retention", "/holds", "/ledger/shredded"}) {
            mvc.perform(get(path).header("Accept-Language", language).with(page("steward")))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("lang=\"" + language + "\"")))
                    .andExpect(content().string(not(containsString("??"))))
                    .andExpect(content().string(not(containsString(NAME))));
        }
        mvc.perform(get("/holds").with(page("steward")))
                .andExpect(content().string(containsString(file.reference().value())));
    }

    @Test
    void saysWhatIsGoneAndWhyOnThePageOfTheCase() throws Exception {
        var file = opened();
        mvc.perform(get("/cases/{id}", file.id()).with(page("dispatcher")))
                .andExpect(content().string(containsString("What this file tells is kept until")))
                .andExpect(content().string(containsString("/cases/" + file.id() + "/shredding")));
        mvc.perform(get("/cases/{id}", file.id()).with(page("volunteer")))
                .andExpect(content().string(not(containsString("/shredding"))));
        safekeeping.shred(new ShredCase(file.id(), file.reference().value(), ShredCause.PERSON_ASKED), DISPATCHER);
        for (var path : new String[] {"/cases/{id}", "/cases/{id}/file", "/cases/{id}/conflict-packet"}) {
            mvc.perform(get(path, file.id()).with(page("volunteer")))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("What this file told is gone")))
                    .andExpect(content().string(containsString("The person, or who may speak for them, asked for it")))
                    .andExpect(content().string(containsString(file.reference().value())))
                    .andExpect(content().string(not(containsString(NAME))));
            mvc.perform(get(path, CaseId.create()).with(page("volunteer"))).andExpect(status().isNotFound());
        }
        mvc.perform(get("/cases/{id}/file", file.id())
                        .header("HX-Request", "true")
                        .with(page("volunteer")))
                .andExpect(content().string(not(containsString("<html"))));
        mvc.perform(get("/cases/{id}/file", file.id()).with(page("attorney"))).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/cases/{id}", file.id()).with(api("volunteer"))).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/cases/{id}/remains", file.id()).with(api("volunteer")))
                .andExpect(jsonPath("$.cause").value("PERSON_ASKED"))
                .andExpect(jsonPath("$.by").value(DISPATCHER.member().toString()));
    }

    @Test
    void destroysWhenTheReferenceIsTypedAndKeepsTheFormWhenItIsNot() throws Exception {
        var file = opened();
        mvc.perform(get("/cases/{id}/shredding", file.id()).with(page("dispatcher")))
                .andExpect(content().string(not(containsString(NAME))));
        mvc.perform(post("/cases/{id}/shredding", file.id())
                        .param("reference", "K7MR-4QX")
                        .param("reason", "DUPLICATE")
                        .with(csrf())
                        .with(page("dispatcher")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("This is not the reference of this file")))
                .andExpect(content().string(containsString("value=\"K7MR-4QX\"")));
        mvc.perform(post("/cases/{id}/shredding", file.id())
                        .param("reference", file.reference().value())
                        .with(csrf())
                        .with(page("dispatcher")))
                .andExpect(status().isUnprocessableContent());
        mvc.perform(post("/cases/{id}/shredding", file.id())
                        .param("reference", file.reference().value())
                        .param("reason", "DUPLICATE")
                        .with(csrf())
                        .with(page("dispatcher")))
                .andExpect(redirectedUrl("/cases/" + file.id()));
        assertThat(safekeeping.remains(file.id(), VOLUNTEER).cause()).isEqualTo(ShredCause.DUPLICATE);
    }

    @Test
    void destroysWhatWasComparedAndLinkedWithTheFile(@Autowired JdbcClient jdbc, AssertablePublishedEvents published)
            throws Exception {
        var file = opened();
        var other = opened();
        desk.merge(other.id(), file.id(), VOLUNTEER);
        jdbc.sql("""
                        INSERT INTO intake.conflict_answer
                            (case_id, organization, answer, checked_at, list_stamp, told_version, comparisons)
                        VALUES (?, ?, 'NONE', now(), 1, 1, 1)
                        """).params(file.id().value(), PROVIDER.value()).update();

        mvc.perform(post("/cases/{id}/shredding", file.id())
                        .param("reference", file.reference().value())
                        .param("reason", "PERSON_ASKED")
                        .with(csrf())
                        .with(page("dispatcher")))
                .andExpect(redirectedUrl("/cases/" + file.id()));

        assertThat(jdbc.sql("SELECT count(*) FROM intake.conflict_answer WHERE case_id = ?")
                        .param(file.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(desk.mergers(other.id(), VOLUNTEER)).isEmpty();
        assertThat(published
                        .ofType(MergeUndone.class)
                        .matching(undone -> undone.caseFile().equals(other.id())))
                .as("the other file is on its own again, and routed")
                .hasSize(1);
    }

    @Test
    void saysThatAHoldStandsInTheWay() throws Exception {
        var file = opened();
        mvc.perform(post("/holds")
                        .param("reference", file.reference().value())
                        .param("reason", "LAWSUIT")
                        .with(csrf())
                        .with(page("steward")))
                .andExpect(redirectedUrl("/holds"));
        mvc.perform(get("/cases/{id}", file.id()).with(page("volunteer")))
                .andExpect(content().string(containsString("A legal hold keeps it beyond that:")));
        mvc.perform(get("/cases/{id}/shredding", file.id()).with(page("dispatcher")))
                .andExpect(content().string(containsString("A legal hold stands on this file")))
                .andExpect(content().string(not(containsString("name=\"reason\""))));
        mvc.perform(post("/api/v1/cases/{id}/shredding", file.id())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reference\": \"" + file.reference() + "\", \"reason\": \"DANGER\"}")
                        .with(api("dispatcher")))
                .andExpect(status().isConflict());
        var hold = safekeeping.holds(STEWARD).getFirst().id();
        mvc.perform(post("/holds/{id}/release", hold)
                        .param("reason", "CONCLUDED")
                        .with(csrf())
                        .with(page("steward")))
                .andExpect(redirectedUrl("/holds"));
        assertThat(desk.caseFile(file.id(), VOLUNTEER).keeping().held()).isFalse();
        mvc.perform(post("/api/v1/holds/{id}/release", hold)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\": \"CONCLUDED\"}")
                        .with(api("steward")))
                .andExpect(status().isConflict());
    }

    @Test
    void holdsByReferenceOnly() throws Exception {
        for (var wrong : new String[] {"K7MR-4QX", "nonsense", ""}) {
            mvc.perform(post("/holds")
                            .param("reference", wrong)
                            .param("reason", "LAWSUIT")
                            .with(csrf())
                            .with(page("steward")))
                    .andExpect(status().isUnprocessableContent());
        }
        mvc.perform(post("/api/v1/holds")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reference\": \"" + opened().reference() + "\", \"reason\": \"LAWSUIT\"}")
                        .with(api("steward")))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.reason").value("LAWSUIT"));
    }

    @Test
    void setsHowLongThingsAreKept() throws Exception {
        var version = safekeeping.terms().version();
        mvc.perform(post("/retention")
                        .param("days[UNREFERRED]", "2")
                        .param("days[DECLINED]", "x")
                        .param("version", String.valueOf(version))
                        .with(csrf())
                        .with(page("steward")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("value=\"x\"")));
        mvc.perform(put("/api/v1/retention")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"days\": {\"UNREFERRED\": 2}, \"version\": " + version + "}")
                        .with(api("steward")))
                .andExpect(status().isUnprocessableContent());
        mvc.perform(put("/api/v1/retention")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"days\": {\"LETTERS\": 120}, \"version\": " + version + "}")
                        .with(api("steward")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.inForce.LETTERS").value("P120D"));
        mvc.perform(put("/api/v1/retention")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"days\": {}, \"version\": " + version + "}")
                        .with(api("steward")))
                .andExpect(status().isConflict());
        mvc.perform(get("/api/v1/retention").with(api("steward")))
                .andExpect(jsonPath("$.chosen.LETTERS").value("P120D"));
    }

    @Test
    void downloadsTheProof() throws Exception {
        var file = opened();
        safekeeping.shred(new ShredCase(file.id(), file.reference().value(), ShredCause.MISTAKE), DISPATCHER);
        mvc.perform(get("/ledger/shredded").with(page("steward")))
                .andExpect(content().string(containsString("Should never have been written down")))
                .andExpect(content().string(containsString(file.reference().value())));
        mvc.perform(get("/ledger/shredded.csv?from=2020-01-01&to=2099-01-01").with(page("steward")))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("text/csv"))
                .andExpect(content().string(containsString("CaseShredded,Case," + file.id() + "," + file.reference())));
        mvc.perform(get("/ledger/shredded.csv?from=2020-01-01&to=2099-01-01").with(page("lead")))
                .andExpect(status().isForbidden());
    }

    @Test
    void keepsAFileThatIsStillNeeded() throws Exception {
        var file = opened();
        mvc.perform(post("/cases/{id}/keeping", file.id()).with(csrf()).with(page("volunteer")))
                .andExpect(redirectedUrl("/cases/" + file.id()));
        mvc.perform(post("/api/v1/cases/{id}/keeping", file.id()).with(api("volunteer")))
                .andExpect(status().isNoContent());
        assertThat(desk.caseFile(file.id(), VOLUNTEER).history())
                .extracting(CaseView.HistoryView::what)
                .contains(HistoryKind.KEPT);
    }

    private OpenedCase opened() {
        return desk.open(Stories.story().of(NAME, null, null).tell(), VOLUNTEER);
    }
}
