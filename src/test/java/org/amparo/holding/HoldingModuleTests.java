package org.amparo.holding;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.LEAD;
import static org.amparo.support.TestMembers.OTHER_ATTORNEY;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.STEWARD;
import static org.amparo.support.TestMembers.VOLUNTEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amparo.intake.CaseId;
import org.amparo.intake.Changes;
import org.amparo.intake.Duties.LiftHold;
import org.amparo.intake.Duties.SetHold;
import org.amparo.intake.Duties.ShredCase;
import org.amparo.intake.HistoryKind;
import org.amparo.intake.HoldReason;
import org.amparo.intake.IntakeDesk;
import org.amparo.intake.LiftReason;
import org.amparo.intake.SafekeepingDesk;
import org.amparo.intake.ShredCause;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.OrganizationSuspended;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.amparo.referrals.ReferralConcluded;
import org.amparo.referrals.ReferralId;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.amparo.vault.Held;
import org.amparo.vault.OrganizationKeys;
import org.amparo.vault.Passphrase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A case file from a yes to the day on which the organization that said it opens the file alone, and what may come between. */
@ApplicationModuleTest(extraIncludes = {"vault", "ledger", "intake"})
@AutoConfigureMockMvc
@Import({TestInfrastructure.class, HoldingModuleTests.TwoAttorneys.class, TestCatalog.class})
@TestPropertySource(
        properties = {
            "amparo.holding.hand-over-every=1h", // the tests say when
            "amparo.keys.destroy-every=1h",
            "amparo.passphrase-memory-kib=256" // they try many
        })
class HoldingModuleTests {

    static final Passphrase WORDS = new Passphrase("seven lanterns under the quiet bridge");
    static final Passphrase OTHER_WORDS = new Passphrase("nobody waters the orange piano twice");

    static final SignedIn COLLEAGUE = new SignedIn(
            MemberId.of("01900000-0000-7001-8000-000000000099"),
            PROVIDER,
            "First Legal Aid",
            "Cora Colleague",
            Set.of(Role.PROVIDER),
            true,
            "en");

    /** A provider of two attorneys: who makes the key is not who confirms it. */
    static class TwoAttorneys extends TestMembers {

        @Override
        public Optional<SignedIn> signedIn(String subject) {
            return subject.equals("colleague") ? Optional.of(COLLEAGUE) : super.signedIn(subject);
        }

        @Override
        public List<MemberEntry> members(OrganizationId organization, Set<Role> roles) {
            var all = new ArrayList<>(super.members(organization, roles));
            if (organization.equals(PROVIDER)) {
                all.add(new MemberEntry(
                        COLLEAGUE.member(),
                        PROVIDER,
                        COLLEAGUE.name(),
                        "colleague@example.org",
                        "en",
                        COLLEAGUE.roles()));
            }
            return all;
        }
    }

    private final HoldingDesk desk;
    private final Handovers handovers;
    private final IntakeDesk intake;
    private final OrganizationKeys keys;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    HoldingModuleTests(
            HoldingDesk desk,
            Handovers handovers,
            IntakeDesk intake,
            OrganizationKeys keys,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Clock clock) {
        this.desk = desk;
        this.handovers = handovers;
        this.intake = intake;
        this.keys = keys;
        this.events = events;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void aProviderWithAKey() {
        jdbc.sql("DELETE FROM vault.organization_key").update();
        jdbc.sql("DELETE FROM holding.handover").update();
        desk.permit(PROVIDER, 7, STEWARD);
        var recovery = desk.make(WORDS, ATTORNEY);
        desk.confirm(lastLetters(recovery), COLLEAGUE);
    }

    @AfterEach
    void theRequestIsOver() {
        keys.dismiss();
    }

    @Test
    void opensToItsLawyersAloneOnceTheDaysOfGraceHavePassed() {
        var files = new ArrayList<CaseId>();
        for (var number = 0; number < 12; number++) {
            files.add(taken("Elvira Guardada " + (char) ('A' + number)));
        }
        assertThat(handovers.run()).as("within the days of grace").isZero();
        files.forEach(file ->
                assertThat(intake.caseFile(file, VOLUNTEER).person().name()).startsWith("Elvira"));

        daysPass();
        assertThat(handovers.run()).isEqualTo(12);
        assertThat(opened(files, VOLUNTEER)).as("the hotline").isZero();
        assertThat(opened(files, ATTORNEY)).as("the attorney, key locked").isZero();
        assertThat(desk.key(ATTORNEY).held()).hasSize(12);

        unlock(WORDS);
        assertThat(opened(files, ATTORNEY)).as("the attorney, key unlocked").isEqualTo(12);
        assertThat(handovers.run()).as("a second time").isZero();
    }

    @Test
    void isNotFoundByNameWhileItIsHeldAndFoundAgainAfterwards() {
        var file = taken("Fidelia Escondida");
        assertThat(found("Fidelia Escondida")).isEqualTo(1);
        handOver();
        assertThat(found("Fidelia Escondida")).isZero();
        assertThat(fingerprints(file)).isZero();
        var line = intake.found(reference(file), VOLUNTEER).rows().getFirst();
        assertThat(line.name()).isNull();
        assertThat(line.heldBy()).isEqualTo(PROVIDER);

        unlock(WORDS);
        desk.giveBack(file, ATTORNEY);
        keys.dismiss();
        assertThat(found("Fidelia Escondida")).isEqualTo(1);
        assertThat(intake.caseFile(file, VOLUNTEER).person().name()).isEqualTo("Fidelia Escondida");
        assertThat(intake.caseFile(file, VOLUNTEER).history())
                .extracting(entry -> entry.what())
                .contains(HistoryKind.HELD, HistoryKind.FREED);
        assertThat(desk.key(ATTORNEY).held()).isEmpty();
        daysPass();
        assertThat(handovers.run()).as("it is not taken again").isZero();
    }

    @Test
    void goesOnBeingRoutedByCodesWhileItIsHeld() {
        var file = taken("Gilda Trasladada");
        handOver();
        assertThat(intake.standing(file, VOLUNTEER).offered()).isTrue();
        assertThatThrownBy(() -> intake.addNote(new Changes.AddNote(file, PersonalText.of("Called again.")), VOLUNTEER))
                .isInstanceOf(Held.class);
        assertThat(fingerprints(file)).isZero();
    }

    @Test
    void waitsAsLongAsAnotherNeedOrAnotherOrganizationWouldMissTheFile() {
        var file = taken("Hilda Compartida");
        happens(new Taken.Offered(file, TestMembers.OTHER_PROVIDER, 2, Actor.system(), clock.instant()));
        daysPass();
        assertThat(handovers.run()).isZero();
        assertThat(desk.key(ATTORNEY).waiting()).hasSize(1);
        assertThat(intake.caseFile(file, VOLUNTEER).person().name()).isEqualTo("Hilda Compartida");

        happens(new org.amparo.referrals.ReferralExpired(
                ReferralId.create(), file, 2, TestMembers.OTHER_PROVIDER, Actor.system(), clock.instant()));
        assertThat(handovers.run()).isEqualTo(1);
    }

    @Test
    void staysWithTheCoalitionAsLongAsALegalHoldStandsOnIt(@Autowired SafekeepingDesk safekeeping) {
        var file = taken("Herminia Detenida");
        var hold = safekeeping.set(new SetHold(reference(file), HoldReason.LAWSUIT), STEWARD);
        daysPass();
        assertThat(handovers.run()).isZero();

        safekeeping.lift(new LiftHold(hold.id(), LiftReason.CONCLUDED), STEWARD);
        assertThat(handovers.run()).isEqualTo(1);
    }

    @Test
    void forgetsAFileThatWasDestroyed(@Autowired SafekeepingDesk safekeeping) {
        var file = taken("Hortensia Borrada");
        handOver();
        safekeeping.shred(new ShredCase(file, reference(file), ShredCause.PERSON_ASKED), DISPATCHER);

        assertThat(desk.key(ATTORNEY).held()).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM holding.handover")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void staysWithTheCoalitionWhenTheOrganizationDecidesSo() {
        var file = taken("Irma Quedada");
        desk.keepWithCoalition(file, ATTORNEY);
        daysPass();
        assertThat(handovers.run()).isZero();
        assertThatThrownBy(() -> desk.keepWithCoalition(file, ATTORNEY)).isInstanceOf(NotFound.class);
        var other = taken("Irma Segunda");
        assertThatThrownBy(() -> desk.keepWithCoalition(other, OTHER_ATTORNEY)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> desk.giveBack(other, ATTORNEY)).isInstanceOf(NotFound.class);
    }

    @Test
    void endsWithTheServiceTheSuspensionAndThePermission() {
        var ended = taken("Jacinta Uno");
        happens(new ReferralConcluded(ReferralId.create(), ended, 1, PROVIDER, ATTORNEY.actor(), clock.instant()));
        taken("Jacinta Dos");
        happens(new OrganizationSuspended(PROVIDER, STEWARD.actor(), clock.instant()));
        taken("Jacinta Tres");
        desk.endPermission(PROVIDER, STEWARD);
        daysPass();
        desk.permit(PROVIDER, 7, STEWARD);

        assertThat(handovers.run()).isZero();
        assertThat(jdbc.sql("SELECT end_reason FROM holding.handover ORDER BY placed_at")
                        .query(String.class)
                        .list())
                .containsExactly("UNPLACED", "SUSPENDED", "PERMISSION_ENDED");
    }

    @Test
    void handsNothingOverWithoutPermissionOrConfirmedSheets() {
        desk.endPermission(PROVIDER, STEWARD);
        taken("Karina Sola");
        desk.permit(PROVIDER, 7, STEWARD);
        daysPass();
        assertThat(handovers.run()).as("taken before it was permitted").isZero();

        taken("Karina Segunda");
        daysPass();
        desk.renew(WORDS, ATTORNEY);
        assertThat(handovers.run()).as("sheets not confirmed").isZero();
    }

    @Test
    void isOffUnlessAStewardTurnsItOnAndItsPeopleMakeAKey() {
        assertThat(desk.key(OTHER_ATTORNEY).state()).isEqualTo(KeyState.NOT_PERMITTED);
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> desk.make(WORDS, OTHER_ATTORNEY))
                .matches(rejected -> rejected.code().equals("key-not-permitted"));
        for (var nobody : List.of(VOLUNTEER, LEAD, ATTORNEY)) {
            assertThatThrownBy(() -> desk.permit(PROVIDER, 7, nobody)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> desk.holders(nobody)).isInstanceOf(NotFound.class);
        }
        for (var nobody : List.of(VOLUNTEER, LEAD, STEWARD)) {
            assertThatThrownBy(() -> desk.key(nobody)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> desk.unlock(WORDS, nobody)).isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> desk.permit(TestMembers.HOTLINE, 7, STEWARD)).isInstanceOf(NotFound.class);
        for (var days : List.of(0, 61, -1)) {
            assertThatExceptionOfType(Rejected.class).isThrownBy(() -> desk.permit(PROVIDER, days, STEWARD));
        }
        taken("Lucía Contada");
        assertThat(desk.holders(STEWARD)).anySatisfy(holder -> {
            assertThat(holder.organization()).isEqualTo(PROVIDER);
            assertThat(holder.confirmedAt()).isNotNull();
            assertThat(holder.waiting()).isEqualTo(1);
        });
    }

    @Test
    void isConfirmedByAnotherPersonThanWhoMadeTheSheets() {
        var recovery = desk.renew(WORDS, ATTORNEY);
        assertThat(desk.key(ATTORNEY).state()).isEqualTo(KeyState.UNCONFIRMED);
        assertThat(desk.key(ATTORNEY).mayConfirm()).isFalse();
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> desk.confirm(lastLetters(recovery), ATTORNEY))
                .matches(rejected -> rejected.code().equals("sheets-same-person"));
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> desk.confirm(List.of("AAAA", "BBBB"), COLLEAGUE))
                .matches(rejected -> rejected.code().equals("sheets-wrong"));
        desk.confirm(lastLetters(recovery), COLLEAGUE);
        assertThat(desk.key(ATTORNEY).state()).isEqualTo(KeyState.LOCKED);
    }

    @Test
    void answersEveryWrongPassphraseAlikeAndWritesItDown() {
        var wrong = refusal(OTHER_WORDS, ATTORNEY);
        var none = refusal(WORDS, OTHER_ATTORNEY);
        for (var tries = 0; tries < 10; tries++) {
            refusal(OTHER_WORDS, ATTORNEY);
        }
        var late = refusal(WORDS, ATTORNEY);

        assertThat(List.of(wrong.code(), none.code(), late.code())).containsOnly("passphrase-refused");
        assertThat(List.of(wrong.field(), none.field(), late.field())).containsOnly("passphrase");
        assertThat(acts("KeyRefused", ATTORNEY)).isGreaterThanOrEqualTo(12);
    }

    @Test
    void writesDownEveryStep() {
        var file = taken("Marta Anotada");
        handOver();
        unlock(WORDS);
        desk.giveBack(file, ATTORNEY);
        assertThat(jdbc.sql("SELECT act FROM ledger.entry WHERE subject = ? ORDER BY at, id")
                        .param(file.value())
                        .query(String.class)
                        .list())
                .containsSubsequence("CaseOpened", "FileHandedOver", "FileGivenBack");
        assertThat(jdbc.sql("SELECT ground FROM ledger.entry WHERE act = 'OrganizationKeyChanged'")
                        .query(String.class)
                        .list())
                .contains("PERMITTED", "MADE", "SHEETS_CONFIRMED", "UNLOCKED");
    }

    // What happens before and around it

    private CaseId taken(String name) {
        return Taken.taken(name, intake, events, transaction, clock);
    }

    private void handOver() {
        daysPass();
        assertThat(handovers.run()).isPositive();
    }

    private void daysPass() {
        jdbc.sql("UPDATE holding.handover SET due_at = due_at - interval '8 days' WHERE held_at IS NULL")
                .update();
    }

    private void unlock(Passphrase words) {
        keys.present(desk.unlock(words, ATTORNEY), ATTORNEY.member().value());
    }

    private int opened(List<CaseId> files, SignedIn by) {
        var opened = 0;
        for (var file : files) {
            try {
                var name = (by.equals(VOLUNTEER) ? intake.caseFile(file, by) : intake.fullFile(file, by))
                        .person()
                        .name();
                opened += name == null ? 0 : 1;
            } catch (Held locked) {
                assertThat(locked.organization()).isEqualTo(PROVIDER.value());
            }
        }
        return opened;
    }

    private int found(String name) {
        return intake.found(name, VOLUNTEER).rows().size();
    }

    private int fingerprints(CaseId file) {
        return jdbc.sql("SELECT cardinality(found) FROM intake.case_file WHERE id = ?")
                .param(file.value())
                .query(Integer.class)
                .single();
    }

    private String reference(CaseId file) {
        return jdbc.sql("SELECT reference FROM intake.case_file WHERE id = ?")
                .param(file.value())
                .query(String.class)
                .single();
    }

    private Rejected refusal(Passphrase words, SignedIn by) {
        try {
            desk.unlock(words, by);
        } catch (Rejected rejected) {
            return rejected;
        }
        throw new AssertionError("it opened");
    }

    private int acts(String act, SignedIn by) {
        return jdbc.sql("SELECT count(*) FROM ledger.entry WHERE act = ? AND member = ?")
                .params(act, by.member().value())
                .query(Integer.class)
                .single();
    }

    private void happens(Accountable event) {
        transaction.executeWithoutResult(status -> events.publishEvent(event));
    }

    static List<String> lastLetters(OrganizationKeys.Recovery recovery) {
        return recovery.parts().stream()
                .map(part -> part.substring(part.length() - 4))
                .toList();
    }
}
