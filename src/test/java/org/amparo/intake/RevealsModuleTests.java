package org.amparo.intake;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.LEAD;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.VOLUNTEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.PersonalText;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** Who saw which fields, at which stage, because of which decision: written when it happened, told to those who hold the case. */
@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class RevealsModuleTests {

    private final MockMvc mvc;
    private final IntakeDesk desk;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RevealsModuleTests(
            MockMvc mvc,
            IntakeDesk desk,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.mvc = mvc;
        this.desk = desk;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test
    void tellsEveryStageWithWhatItShowedAndWhyItDid() {
        var id = walked();
        var sight = sightOf(id, TestMembers.PROVIDER);

        assertThat(sight.organizationName()).isEqualTo("First Legal Aid");
        assertThat(sight.steps())
                .extracting(Reveals.Step::decision, Reveals.Step::as, Reveals.Step::because)
                .containsExactly(
                        tuple(HistoryKind.OFFERED, null, null),
                        tuple(HistoryKind.OFFER_OPENED, null, null),
                        tuple(null, ReadAs.CONFLICT_PACKET, Basis.OFFERED),
                        tuple(HistoryKind.FILE_OPENED, null, null),
                        tuple(null, ReadAs.FULL_FILE, Basis.CONFLICTS_CLEARED),
                        tuple(HistoryKind.PLACED, null, null),
                        tuple(null, ReadAs.FULL_FILE, Basis.ACCEPTED),
                        tuple(HistoryKind.UNPLACED, null, null));
        assertThat(sight.steps())
                .allSatisfy(step -> assertThat(step.memberName())
                        .isEqualTo(step.decision() == HistoryKind.OFFERED ? null : ATTORNEY.name()));
        assertThat(sight.steps().get(2).shown())
                .containsExactlyInAnyOrder(
                        FieldSet.NAMES, FieldSet.BIRTH, FieldSet.ORIGIN, FieldSet.CALLER, FieldSet.PARTIES);
        assertThat(sight.steps().get(4).shown())
                .contains(FieldSet.A_NUMBER, FieldSet.STORY, FieldSet.CONTACT)
                .doesNotContain(FieldSet.LOCATOR, FieldSet.PHONE);
    }

    @Test
    void countsOneMembersLooksAtTheSameAsOneStep() {
        var id = walked();
        var looks = sightOf(id, TestMembers.PROVIDER).steps().stream()
                .filter(step -> step.because() == Basis.ACCEPTED)
                .toList();

        assertThat(looks).singleElement().satisfies(look -> {
            assertThat(look.times()).isEqualTo(3);
            assertThat(look.last()).isAfter(look.at());
        });
    }

    @Test
    void namesWhatThereWasToSeeWhenItWasSeen() {
        var id = desk.open(
                        Stories.story()
                                .of("Ramón Solo", null, null)
                                .saying(null)
                                .tell(),
                        VOLUNTEER)
                .id();
        desk.caseFile(id, VOLUNTEER);
        desk.addNote(new Changes.AddNote(id, PersonalText.of("Called again.")), VOLUNTEER);
        desk.caseFile(id, VOLUNTEER);

        var looks = desk.reveals(id, VOLUNTEER).sights().getFirst().steps();
        assertThat(looks).hasSize(2);
        assertThat(looks.getFirst().shown()).doesNotContain(FieldSet.STORY, FieldSet.A_NUMBER, FieldSet.BIRTH);
        assertThat(looks.getLast().shown()).contains(FieldSet.STORY).doesNotContain(FieldSet.A_NUMBER);
    }

    @Test
    void isForThoseWhoHoldTheCase() {
        var id = opened();
        offer(id, TestMembers.OTHER_PROVIDER);
        for (SignedIn other : List.of(ATTORNEY, OTHER_ATTORNEY, LEAD, STEWARD)) {
            assertThatThrownBy(() -> desk.reveals(id, other)).isInstanceOf(NotFound.class);
        }
        publish(new Cleared(id, TestMembers.OTHER_PROVIDER, 1, OTHER_ATTORNEY.actor(), clock.instant()));
        assertThat(desk.reveals(id, OTHER_ATTORNEY).sights()).hasSize(1);
        assertThat(desk.reveals(id, VOLUNTEER).sights()).hasSize(1);
        assertThatThrownBy(() -> desk.reveals(CaseId.create(), VOLUNTEER)).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void showsItOnAPageWithoutAWordOfWhatWasTold(String language) throws Exception {
        var id = walked();
        mvc.perform(get("/cases/{id}/history", id)
                        .with(TestMembers.page("volunteer"))
                        .cookie(new Cookie("amparo-language", language)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("First Legal Aid"),
                                containsString(language.equals("en") ? "Date of birth" : "Fecha de nacimiento"),
                                not(containsString("Mateo")),
                                not(containsString("Rosa")),
                                not(containsString("Bruno")),
                                not(containsString("??")),
                                not(containsString("intake.")))));
    }

    @Test
    void answersTheApi() throws Exception {
        var id = walked();
        mvc.perform(get("/api/v1/cases/{id}/reveals", id).with(TestMembers.api("dispatcher")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.sights[1].steps[2].as").value("CONFLICT_PACKET"))
                .andExpect(jsonPath("$.sights[1].steps[2].because").value("OFFERED"))
                .andExpect(content().string(not(containsString("Mateo"))));
        mvc.perform(get("/api/v1/cases/{id}/reveals", id).with(TestMembers.api("steward")))
                .andExpect(status().isForbidden());
    }

    /** A case from the intake to the end of the service, looked at in every stage. */
    private CaseId walked() {
        var id = opened();
        desk.caseFile(id, VOLUNTEER);
        offer(id, TestMembers.PROVIDER);
        publish(new Seen(id, TestMembers.PROVIDER, 1, ATTORNEY.actor(), clock.instant()));
        desk.conflictPacket(id, ATTORNEY);
        publish(new Cleared(id, TestMembers.PROVIDER, 1, ATTORNEY.actor(), clock.instant()));
        desk.fullFile(id, ATTORNEY);
        publish(new Taken(id, TestMembers.PROVIDER, 1, ATTORNEY.actor(), clock.instant()));
        for (var look = 0; look < 3; look++) {
            desk.fullFile(id, ATTORNEY);
        }
        publish(new Ended(id, TestMembers.PROVIDER, 1, ATTORNEY.actor(), clock.instant()));
        return id;
    }

    private CaseId opened() {
        return desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id();
    }

    private Reveals.Sight sightOf(CaseId id, OrganizationId organization) {
        return desk.reveals(id, VOLUNTEER).sights().stream()
                .filter(sight -> organization.equals(sight.organization()))
                .findFirst()
                .orElseThrow();
    }

    private void offer(CaseId id, OrganizationId provider) {
        publish(new Offered(id, provider, 1, Actor.system(), clock.instant()));
    }

    private void publish(Accountable signal) {
        transaction.executeWithoutResult(status -> events.publishEvent(signal));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private record Offered(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements CaseOffered {}

    private record Seen(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements FactsSeen {}

    private record Cleared(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements FileOpened {}

    private record Taken(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements CasePlaced {}

    private record Ended(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements CaseUnplaced {}
}
