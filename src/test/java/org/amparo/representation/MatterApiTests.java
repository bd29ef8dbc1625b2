package org.amparo.representation;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.amparo.intake.CaseId;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@ApplicationModuleTest(extraIncludes = "vault")
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
@TestConstructor(autowireMode = AutowireMode.ALL)
class MatterApiTests {

    private final MockMvc mvc;
    private final Matters matters;
    private final RepresentationDesk desk;
    private final Clock clock;

    private final CaseId caseFile = CaseId.create();
    private MatterView matter;

    @SuppressWarnings("NullAway.Init") // opened before each test
    MatterApiTests(MockMvc mvc, Matters matters, RepresentationDesk desk, Clock clock) {
        this.mvc = mvc;
        this.matters = matters;
        this.desk = desk;
        this.clock = clock;
    }

    @BeforeEach
    void openAMatter() {
        var accepted = Accepted.by(ATTORNEY).of(caseFile).at(clock.instant().minus(Duration.ofHours(2)));
        matter = desk.view(
                matters.saveAndFlush(Matter.open(accepted, clock.instant())).id(), ATTORNEY);
    }

    @Test
    void givesIdsAndCodesAsPlainText() throws Exception {
        mvc.perform(get(address()).with(api("attorney")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value(matter.id().toString()))
                .andExpect(jsonPath("$.reference").value("K7MR-4QX"))
                .andExpect(jsonPath("$.custody.facility").value("ADLNTCA"))
                .andExpect(jsonPath("$.service.state").value("AWAITING_CONTACT"));
        mvc.perform(get("/api/v1/matters?reference=k7m").with(api("attorney")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.rows[0].attorneyName").value(ATTORNEY.name()));
        mvc.perform(get("/api/v1/matters").param("reference", "Mateo").with(api("attorney")))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("reference"))
                .andExpect(jsonPath("$.errors[0].message").value("Enter a reference such as K7MR-4QX"));
    }

    @Test
    void walksAMatterFromFirstContactToItsClosing() throws Exception {
        send("/milestones", """
                        {"version": %d, "milestone": "FIRST_CONTACT", "on": "%s", "how": "LEGAL_CALL"}
                        """.formatted(version(), clock.instant().minusSeconds(60)))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.service.state").value("IN_PROGRESS"));
        send("/hearings", hearing(clock.instant().plus(Duration.ofDays(4)))).andExpect(status().isCreated());
        var hearing =
                desk.view(matter.id(), ATTORNEY).legal().hearings().getFirst().id();
        mvc.perform(put(address() + "/hearings/" + hearing)
                        .with(api("attorney"))
                        .contentType(APPLICATION_JSON)
                        .content(hearing(clock.instant().plus(Duration.ofDays(6)))))
                .andExpect(status().isOk());
        send("/hearings/" + hearing + "/result", "{\"version\": %d, \"result\": \"VACATED\"}".formatted(version()))
                .andExpect(jsonPath("$.legal.hearings[0].result").value("VACATED"));
        send("/deadlines", "{\"version\": %d, \"kind\": \"BRIEF\", \"due\": \"%s\"}".formatted(version(), today()))
                .andExpect(status().isCreated());
        var deadline = desk.view(matter.id(), ATTORNEY).deadlines().getFirst().id();
        send(
                        "/deadlines/" + deadline + "/completion",
                        "{\"version\": %d, \"on\": \"%s\"}".formatted(version(), today()))
                .andExpect(jsonPath("$.deadlines[0].metOn").value(today().toString()));
        send("/outcomes", """
                        {"version": %d, "outcome": "BOND_POSTED", "on": "%s", "amountCents": 500000}
                        """.formatted(version(), today()))
                .andExpect(jsonPath("$.custody.status").value("RELEASED"));
        send("/custody", """
                        {"version": %d, "custody": "RELEASED", "observedOn": "%s"}
                        """.formatted(version(), clock.instant())).andExpect(status().isCreated());
        send("/notes", "{\"version\": %d, \"text\": \"ok\"}".formatted(version()))
                .andExpect(jsonPath("$.notes[0].text").value("ok"));
        send("/closure", "{\"version\": %d, \"service\": \"COMPLETED\", \"on\": \"%s\"}".formatted(version(), today()))
                .andExpect(jsonPath("$.closedAt").exists());
        send("/reopening", "{\"version\": %d, \"reason\": \"OUTCOME_CORRECTED\"}".formatted(version()))
                .andExpect(jsonPath("$.closedAt").doesNotExist());
    }

    @Test
    void namesTheFieldOfAnAmountThatMeansNothing() throws Exception {
        send("/outcomes", """
                        {"version": %d, "outcome": "ASYLUM", "on": "%s", "amountCents": 0}
                        """.formatted(version(), today()))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("amountCents"))
                .andExpect(jsonPath("$.errors[0].code").value("matter-amount-misplaced"));
    }

    @Test
    void refusesUnknownPropertiesMissingOnesAndOldVersions() throws Exception {
        send("/notes", "{\"version\": 0, \"text\": \"x\", \"secret\": 1}").andExpect(status().is(422));
        send("/notes", "{\"text\": \"x\"}")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errors[0].field").value("version"));
        send("/notes", "{\"version\": 99, \"text\": \"x\"}").andExpect(status().isConflict());
        send("/outcomes", "{\"version\": 0, \"outcome\": \"MIRACLE\", \"on\": \"2026-01-01\"}")
                .andExpect(status().is(422));
    }

    @Test
    void isClosedToOtherRoles() throws Exception {
        for (var reader : new String[] {"volunteer", "dispatcher", "lead", "steward", "suspended"}) {
            mvc.perform(get(address()).with(api(reader))).andExpect(status().isForbidden());
            mvc.perform(get("/api/v1/matters").with(api(reader))).andExpect(status().isForbidden());
        }
        mvc.perform(get(address())).andExpect(status().isUnauthorized());
    }

    @Test
    void tellsTheHotlineTheCodedStatusOnly() throws Exception {
        mvc.perform(get("/api/v1/cases/" + caseFile + "/matters").with(api("dispatcher")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].providerName").value("First Legal Aid"))
                .andExpect(jsonPath("$[0].notes").doesNotExist());
        for (var reader : new String[] {"attorney", "lead", "steward"}) {
            mvc.perform(get("/api/v1/cases/" + caseFile + "/matters").with(api(reader)))
                    .andExpect(status().isForbidden());
        }
    }

    @Test
    void answersAnotherOrganizationAsIfThereWasNothing() throws Exception {
        var foreign = answer(address());
        var missing = answer("/api/v1/matters/" + MatterId.create());

        assertThat(foreign.replaceAll("[0-9a-f-]{36}", "x")).isEqualTo(missing.replaceAll("[0-9a-f-]{36}", "x"));
        mvc.perform(post(address() + "/notes")
                        .with(api("other-attorney"))
                        .contentType(APPLICATION_JSON)
                        .content("{\"version\": %d, \"text\": \"x\"}".formatted(version())))
                .andExpect(status().isNotFound());
    }

    private String answer(String address) throws Exception {
        return mvc.perform(get(address).with(api("other-attorney")))
                .andExpect(status().isNotFound())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private ResultActions send(String path, String body) throws Exception {
        return mvc.perform(post(address() + path)
                .with(api("attorney"))
                .contentType(APPLICATION_JSON)
                .content(body));
    }

    private String hearing(Instant at) {
        return """
                {"version": %d, "type": "CY", "court": "ADL", "hearingAt": "%s", "source": "CLIENT", "lastVerified": "%s"}
                """.formatted(version(), at, today());
    }

    private String address() {
        return "/api/v1/matters/" + matter.id();
    }

    private long version() {
        return desk.view(matter.id(), ATTORNEY).version();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Matter.PACIFIC);
    }
}
