package org.amparo.intake;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.HOTLINE;
import static org.amparo.support.TestMembers.LEAD;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.OTHER_PROVIDER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.VOLUNTEER;
import static org.amparo.support.TestMembers.api;
import static org.amparo.support.TestMembers.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amparo.intake.Changes.WithdrawConsent;
import org.amparo.intake.Duties.AskEmergency;
import org.amparo.intake.Duties.AskExport;
import org.amparo.kernel.Actor;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.MovableClock;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** What needs a second person can't be done by one, nor by one person in two roles. */
@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, RetentionModuleTests.Time.class})
class SecondPersonModuleTests {

    private static final String NAME = "Ximena Verborgen";

    /** One person who somehow has every role. */
    private static final SignedIn EVERYTHING = new SignedIn(
            TestMembers.ATTORNEY.member(), PROVIDER, "First Legal Aid", "Ana Alles", Set.of(Role.values()), true, "en");

    private final MockMvc mvc;
    private final IntakeDesk desk;
    private final SafekeepingDesk safekeeping;
    private final MovableClock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    SecondPersonModuleTests(
            MockMvc mvc,
            IntakeDesk desk,
            SafekeepingDesk safekeeping,
            MovableClock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        this.mvc = mvc;
        this.desk = desk;
        this.safekeeping = safekeeping;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    // In an emergency

    @AfterEach
    void theClockGoesBack() {
        clock.reset();
    }

    @Test
    void opensAFileForSixtyMinutesToWhoAskedAndNobodyElse(AssertablePublishedEvents published) throws Exception {
        clock.catchUp();
        var file = opened();
        place(file.id(), OTHER_PROVIDER);
        assertThatThrownBy(() -> desk.fullFile(file.id(), ATTORNEY)).isInstanceOf(NotFound.class);
        var asked = ask(file, ATTORNEY);
        assertThat(asked.state()).isEqualTo(TwoPersonState.ASKED);
        assertThatThrownBy(() -> desk.fullFile(file.id(), ATTORNEY)).isInstanceOf(NotFound.class);

        var open = safekeeping.approve(asked.id(), DISPATCHER);

        assertThat(open.until()).isEqualTo(clock.instant().plus(Duration.ofMinutes(60)));
        assertThat(desk.fullFile(file.id(), ATTORNEY).person().name()).isEqualTo(NAME);
        mvc.perform(get("/cases/{id}/file", file.id()).with(page("attorney")))
                .andExpect(content().string(containsString(NAME)));
        assertThat(published
                        .ofType(EmergencyOpened.class)
                        .matching(event -> event.openedFor().equals(PROVIDER)
                                && event.holders().equals(Set.of(HOTLINE, OTHER_PROVIDER))))
                .hasSize(1);
        assertThat(desk.openings(file.id(), VOLUNTEER))
                .anyMatch(line -> line.ground() != null && line.ground().contains("EMERGENCY"));

        clock.pass(Duration.ofMinutes(59));
        assertThat(desk.fullFile(file.id(), ATTORNEY).person().name()).isEqualTo(NAME);
        clock.pass(Duration.ofMinutes(1));
        assertThatThrownBy(() -> desk.fullFile(file.id(), ATTORNEY)).isInstanceOf(NotFound.class);
        mvc.perform(get("/api/v1/cases/{id}/file", file.id()).with(api("attorney")))
                .andExpect(status().isNotFound());
        assertThat(safekeeping.emergencies(ATTORNEY).getFirst().state()).isEqualTo(TwoPersonState.ENDED);
        assertThat(jdbc.sql(
                                "SELECT act || coalesce(' ' || ground, '') FROM ledger.entry WHERE reference = ? AND act LIKE 'Emergency%'")
                        .param(file.reference().value())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("EmergencyAsked REMOVAL_IMMINENT", "EmergencyOpened REMOVAL_IMMINENT");
    }

    @Test
    void needsASecondPersonWhateverRolesTheFirstHas() {
        var file = opened();
        var asked = ask(file, EVERYTHING);
        assertThatThrownBy(() -> safekeeping.approve(asked.id(), EVERYTHING)).hasMessage("second-person");
        assertThatThrownBy(() -> safekeeping.refuse(asked.id(), EVERYTHING)).hasMessage("second-person");
        assertThatThrownBy(() -> jdbc.sql("""
                                UPDATE intake.emergency SET decided_by = asked_by, decided_at = now(), approved = true,
                                    until = now() + interval '5 minutes' WHERE id = ?
                                """).param(asked.id().value()).update())
                .hasMessageContaining("emergency_second_person");
        assertThatThrownBy(() -> jdbc.sql("""
                                UPDATE intake.emergency SET decided_by = ?, decided_at = now(), approved = true,
                                    until = now() + interval '61 minutes' WHERE id = ?
                                """)
                        .params(DISPATCHER.member().value(), asked.id().value())
                        .update())
                .hasMessageContaining("emergency_ends");
        for (var other : List.of(VOLUNTEER, LEAD, OTHER_ATTORNEY)) {
            assertThatThrownBy(() -> safekeeping.approve(asked.id(), other)).isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> ask(file, STEWARD)).isInstanceOf(NotFound.class);
    }

    @Test
    void tellsNobodyWhetherThereIsSuchAFile() {
        var file = opened();
        var real = ask(file, ATTORNEY);
        var invented = safekeeping.ask(new AskEmergency("K7MR-4QX", EmergencyReason.LIFE_IN_DANGER), ATTORNEY);
        assertThat(invented)
                .usingRecursiveComparison()
                .ignoringFields("id", "reference", "reason")
                .isEqualTo(real);
        assertThatThrownBy(() -> safekeeping.approve(invented.id(), STEWARD)).hasMessage("emergency-no-file");
    }

    @Test
    void opensNothingWithoutConsentAndClosesWhenItIsWithdrawn() {
        var file = opened();
        var open = ask(file, ATTORNEY);
        safekeeping.approve(open.id(), DISPATCHER);
        var later = ask(file, OTHER_ATTORNEY);
        desk.withdrawConsent(new WithdrawConsent(file.id()), VOLUNTEER);
        assertThatThrownBy(() -> desk.fullFile(file.id(), ATTORNEY)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> safekeeping.approve(later.id(), DISPATCHER)).hasMessage("emergency-no-file");
    }

    @Test
    void endsBeforeItsTimeByWhoAskedOrDecided() {
        var file = opened();
        var open = ask(file, ATTORNEY);
        safekeeping.approve(open.id(), STEWARD);
        assertThatThrownBy(() -> safekeeping.end(open.id(), OTHER_ATTORNEY)).isInstanceOf(NotFound.class);
        safekeeping.end(open.id(), STEWARD);
        assertThatThrownBy(() -> desk.fullFile(file.id(), ATTORNEY)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> safekeeping.approve(open.id(), DISPATCHER)).hasMessage("request-decided");
        assertThatThrownBy(() -> safekeeping.end(open.id(), ATTORNEY)).hasMessage("request-decided");
        var late = ask(file, ATTORNEY);
        clock.pass(Emergencies.WAITS);
        assertThatThrownBy(() -> safekeeping.approve(late.id(), DISPATCHER)).hasMessage("request-decided");
    }

    @Test
    void asksOnAPageWithTheReasonInTheBody() throws Exception {
        var file = opened();
        mvc.perform(post("/emergencies")
                        .param("reference", file.reference().value())
                        .with(csrf())
                        .with(page("attorney")))
                .andExpect(status().isUnprocessableContent());
        mvc.perform(post("/emergencies")
                        .param("reference", file.reference().value())
                        .param("reason", "COURT_DEADLINE")
                        .with(csrf())
                        .with(page("attorney")))
                .andExpect(redirectedUrl("/emergencies"));
        for (var language : List.of("en", "es")) {
            for (var who : List.of("attorney", "dispatcher", "steward")) {
                mvc.perform(get("/emergencies")
                                .header("Accept-Language", language)
                                .with(page(who)))
                        .andExpect(status().isOk())
                        .andExpect(
                                content().string(containsString(file.reference().value())))
                        .andExpect(content().string(not(containsString(NAME))));
            }
        }
        mvc.perform(get("/emergencies").with(page("other-attorney")))
                .andExpect(content().string(not(containsString(file.reference().value()))));
        var asked = safekeeping.emergencies(ATTORNEY).getFirst().id();
        mvc.perform(post("/emergencies/{id}/approval", asked).with(csrf()).with(page("dispatcher")))
                .andExpect(redirectedUrl("/emergencies"));
        mvc.perform(get("/emergencies").with(page("attorney")))
                .andExpect(content().string(containsString("/cases/" + file.id() + "/file")));
    }

    // Handing out

    @Test
    void handsOutTheNamedPartsOnceToWhoAsked(AssertablePublishedEvents published) throws Exception {
        var file = opened();
        place(file.id(), PROVIDER);
        var asked = export(file, Set.of(ExportPart.PERSON, ExportPart.CUSTODY), DISPATCHER);
        assertThatThrownBy(() -> safekeeping.download(asked.id(), DISPATCHER)).hasMessage("export-not-open");
        safekeeping.approve(asked.id(), STEWARD);
        assertThatThrownBy(() -> safekeeping.download(asked.id(), STEWARD)).isInstanceOf(NotFound.class);

        mvc.perform(post("/exports/{id}/download", asked.id()).with(csrf()).with(page("dispatcher")))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", containsString("attachment")))
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(content().string(containsString(NAME)))
                .andExpect(content().string(containsString("ADLNTCA")))
                .andExpect(content().string(not(containsString("Rosa"))))
                .andExpect(content().string(not(containsString("Bruno Jefe"))))
                .andExpect(content().string(not(containsString("truck"))));

        assertThatThrownBy(() -> safekeeping.download(asked.id(), DISPATCHER)).hasMessage("export-not-open");
        assertThat(published
                        .ofType(FileExported.class)
                        .matching(event -> event.holders().equals(Set.of(HOTLINE, PROVIDER))))
                .hasSize(1);
        assertThat(jdbc.sql(
                                "SELECT act FROM ledger.entry WHERE reference = ? AND (act LIKE '%Export%' OR ground LIKE 'EXPORTED%') ORDER BY at, id")
                        .param(file.reference().value())
                        .query(String.class)
                        .list())
                .contains("ExportAsked", "ExportDecided", "CaseRead", "FileExported");
    }

    @Test
    void needsTwoPeopleToHandAnythingOut() {
        var file = opened();
        var asked = export(file, Set.of(ExportPart.NOTES), EVERYTHING);
        assertThatThrownBy(() -> safekeeping.approve(asked.id(), EVERYTHING)).hasMessage("second-person");
        assertThatThrownBy(() -> jdbc.sql("""
                                UPDATE intake.export SET decided_by = asked_by, decided_at = now(), approved = true, until = now()
                                WHERE id = ?
                                """).param(asked.id().value()).update())
                .hasMessageContaining("export_second_person");
        assertThatThrownBy(() -> safekeeping.approve(asked.id(), DISPATCHER)).isInstanceOf(NotFound.class);
        for (var other : List.of(VOLUNTEER, STEWARD, LEAD, ATTORNEY)) {
            assertThatThrownBy(() -> export(file, Set.of(ExportPart.NOTES), other))
                    .isInstanceOf(NotFound.class);
        }
    }

    @Test
    void runsOutAfterADayAndAsksForNoMoreThanIsNamed() {
        var file = opened();
        assertThatThrownBy(() -> export(file, Set.of(), DISPATCHER)).isInstanceOf(Rejected.class);
        var asked = export(file, Set.of(ExportPart.CONSENT), DISPATCHER);
        safekeeping.approve(asked.id(), STEWARD);
        clock.pass(Exports.LASTS);
        assertThatThrownBy(() -> safekeeping.download(asked.id(), DISPATCHER)).hasMessage("export-not-open");
        var refused = export(file, Set.of(ExportPart.CONSENT), DISPATCHER);
        safekeeping.refuse(refused.id(), STEWARD);
        assertThatThrownBy(() -> safekeeping.download(refused.id(), DISPATCHER)).hasMessage("export-not-open");
        assertThatThrownBy(() -> safekeeping.approve(refused.id(), STEWARD)).hasMessage("request-decided");
    }

    @Test
    void showsAStewardReferencesAndNeverAPerson() throws Exception {
        var file = opened();
        export(file, Set.of(ExportPart.PERSON), DISPATCHER);
        for (var language : List.of("en", "es")) {
            for (var who : List.of("dispatcher", "steward")) {
                mvc.perform(get("/exports").header("Accept-Language", language).with(page(who)))
                        .andExpect(status().isOk())
                        .andExpect(
                                content().string(containsString(file.reference().value())))
                        .andExpect(content().string(not(containsString(NAME))));
            }
        }
        mvc.perform(post("/exports")
                        .param("reference", "K7MR-4QX")
                        .param("ground", "PERSON_ASKED")
                        .param("parts", "PERSON")
                        .with(csrf())
                        .with(page("dispatcher")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("There is no file with this reference")));
    }

    private OpenedCase opened() {
        return desk.open(Stories.story().of(NAME, null, null).tell(), VOLUNTEER);
    }

    private EmergencyView ask(OpenedCase file, SignedIn by) {
        return safekeeping.ask(new AskEmergency(file.reference().value(), EmergencyReason.REMOVAL_IMMINENT), by);
    }

    private ExportView export(OpenedCase file, Set<ExportPart> parts, SignedIn by) {
        return safekeeping.ask(new AskExport(file.reference().value(), parts, ExportGround.JUDICIAL_ORDER), by);
    }

    private void place(CaseId file, OrganizationId provider) {
        transaction.executeWithoutResult(
                status -> events.publishEvent(new Placed(file, provider, 1, Actor.system(), clock.instant())));
    }

    private record Placed(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements CasePlaced {}
}
