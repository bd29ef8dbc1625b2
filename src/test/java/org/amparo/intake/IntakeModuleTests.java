package org.amparo.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.intake.Changes.AnswerConsent;
import org.amparo.intake.Changes.CloseCase;
import org.amparo.intake.Changes.CorrectArrest;
import org.amparo.intake.Changes.CorrectCaller;
import org.amparo.intake.Changes.ObserveCustody;
import org.amparo.intake.Changes.OverrideUrgency;
import org.amparo.intake.Changes.RatifyConsent;
import org.amparo.intake.Changes.WithdrawConsent;
import org.amparo.kernel.Actor;
import org.amparo.kernel.FacilityCode;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.modulith.test.Scenario;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class})
class IntakeModuleTests {

    private static final SignedIn VOLUNTEER = TestMembers.VOLUNTEER;
    private static final SignedIn ATTORNEY = TestMembers.ATTORNEY;

    private static final SignedIn ELSEWHERE = new SignedIn(
            VOLUNTEER.member(),
            TestMembers.OTHER_PROVIDER,
            "Another hotline",
            "Val Visitor",
            VOLUNTEER.roles(),
            true,
            "en");

    private final IntakeDesk desk;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcClient database;
    private final IncompleteEventPublications publications;

    IntakeModuleTests(
            IntakeDesk desk,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient database,
            IncompleteEventPublications publications) {
        this.desk = desk;
        this.events = events;
        this.transaction = transaction;
        this.database = database;
        this.publications = publications;
    }

    // Opening

    @Test
    void announcesOnlyThatACaseWasOpenedWithConsentInsideIt(AssertablePublishedEvents published) {
        var opened = desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER);

        assertThat(opened.urgency()).isEqualTo(Urgency.U1);
        assertThat(opened.reasons()).contains(UrgencyReason.TOLD_TO_SIGN);
        var announced = published
                .ofType(CaseOpened.class)
                .matching(event -> event.caseFile().equals(opened.id()));
        assertThat(announced).hasSize(1);
        var facts = announced.iterator().next().facts();
        assertThat(facts.consented()).isTrue();
        assertThat(facts.facility()).isEqualTo(TestCatalog.ADELANTO);
        assertThat(facts.language()).isEqualTo(TestCatalog.MAM);
        assertThat(facts.fund().incomePercent()).isEqualTo(90);
        assertThat(published.ofType(ConsentGiven.class)).isEmpty();
        assertThat(published.ofType(CallLogged.class)).isEmpty();
    }

    @Test
    void keepsWhatWasToldAsItWasTold() {
        var told = Stories.story()
                .of("<b>محمد</b> 🦋 de la Cruz", "a 0111222", "~1990")
                .saying("x".repeat(10_000))
                .tell();
        var file = desk.caseFile(desk.open(told, VOLUNTEER).id(), VOLUNTEER);

        assertThat(file.person().name()).isEqualTo("<b>محمد</b> 🦋 de la Cruz");
        assertThat(file.person().aNumber()).isEqualTo("A000-111-222");
        assertThat(file.person().born()).isEqualTo("~1990");
        assertThat(file.notes().getFirst().text()).hasSize(10_000);
        assertThat(file.consent().provisional()).isTrue();
        assertThat(file.consent().ratifyBy())
                .isAfter(LocalDate.now(java.time.ZoneId.of("America/Los_Angeles"))
                        .plusDays(10));
        assertThat(file.state()).isEqualTo(CaseState.WAITING);
        assertThat(file.toString()).isEqualTo("[sealed]");
    }

    @Test
    void writesTheCallWithTheCase() {
        var opened = desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER);
        assertThat(database.sql("SELECT kind FROM intake.call WHERE case_id = ?")
                        .param(opened.id().value())
                        .query(String.class)
                        .single())
                .isEqualTo("INTAKE");
    }

    @Test
    void refusesWhatCannotBe() {
        refuses(Stories.story().of("Ana Imposible", null, "2190-01-01").tell(), "person.born", "birth-in-future");
        refuses(Stories.story().saying("x".repeat(20_001)).tell(), "note", "too-long");
        refuses(
                Stories.story()
                        .heldAt(CustodyStatus.DETAINED, FacilityCode.of("NOWHERE"))
                        .tell(),
                "custody.facility",
                "unknown-code");
        refuses(
                Stories.story()
                        .heldAt(CustodyStatus.RELEASED, TestCatalog.ADELANTO)
                        .tell(),
                "custody.facility",
                "facility-without-custody");
        refuses(
                Stories.story()
                        .heldAt(CustodyStatus.DETAINED, TestCatalog.CLOSED_FACILITY)
                        .tell(),
                "custody.facility",
                "facility-closed");
        refuses(Stories.story().of("A\u0000B", null, null).tell(), "person.name", "unreadable-characters");
        refuses(
                Stories.story()
                        .judged(new UrgencyOverride(Urgency.U0, PersonalText.of(" ")))
                        .tell(),
                "override.reason",
                "override-needs-reason");
    }

    @Test
    void hasNothingForALeadOrAProvider() {
        var id = desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id();
        for (var stranger : List.of(TestMembers.LEAD, TestMembers.STEWARD, ATTORNEY)) {
            assertThatThrownBy(() -> desk.caseFile(id, stranger)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> desk.fullFile(id, stranger)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> desk.conflictPacket(id, stranger)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> desk.cases(CaseQuery.of(CaseQuery.Listing.NEWEST), stranger))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> desk.open(Stories.wifeOfAManAtAdelanto(), stranger))
                    .isInstanceOf(NotFound.class);
        }
    }

    // Consent and disclosure

    @Test
    void showsTheConflictPacketFromTheOfferAndTheFileAfterConflictsAreCleared() {
        var id = desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id();

        publish(new Offered(id, ATTORNEY.organization(), 1));
        assertThat(desk.conflictPacket(id, ATTORNEY).name()).isEqualTo("Mateo Pérez Ramírez");
        assertThat(desk.conflictPacket(id, ATTORNEY).parties()).hasSize(1);
        assertThatThrownBy(() -> desk.fullFile(id, ATTORNEY)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> desk.conflictPacket(id, TestMembers.OTHER_ATTORNEY))
                .isInstanceOf(NotFound.class);

        publish(new Cleared(id, ATTORNEY.organization(), 1));
        assertThat(desk.fullFile(id, ATTORNEY).notes()).hasSize(1);

        publish(new Placed(id, ATTORNEY.organization(), 1));
        assertThat(desk.caseFile(id, VOLUNTEER).state()).isEqualTo(CaseState.PLACED);

        publish(new Unplaced(id, ATTORNEY.organization(), 1));
        assertThatThrownBy(() -> desk.conflictPacket(id, ATTORNEY)).isInstanceOf(NotFound.class);
        assertThat(desk.caseFile(id, VOLUNTEER).state()).isEqualTo(CaseState.SERVED);
        assertThat(desk.caseFile(id, VOLUNTEER).history())
                .extracting(CaseView.HistoryView::what)
                .containsExactly(
                        HistoryKind.UNPLACED,
                        HistoryKind.PLACED,
                        HistoryKind.FILE_OPENED,
                        HistoryKind.OFFERED,
                        HistoryKind.OPENED);
    }

    @Test
    void keepsTheFileOpenToAProviderWithAnotherLiveRound() {
        var id = desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id();
        publish(new Placed(id, ATTORNEY.organization(), 1));
        publish(new Offered(id, ATTORNEY.organization(), 2));
        publish(new Unplaced(id, ATTORNEY.organization(), 2));
        assertThat(desk.fullFile(id, ATTORNEY).id()).isEqualTo(id);
    }

    @Test
    void hidesTheFileTheMomentConsentIsWithdrawn(AssertablePublishedEvents published) {
        var id = desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id();
        publish(new Offered(id, ATTORNEY.organization(), 1));

        var file = desk.withdrawConsent(new WithdrawConsent(id), VOLUNTEER);

        assertThat(file.state()).isEqualTo(CaseState.NO_CONSENT);
        assertThat(file.consent().withdrawnAt()).isNotNull();
        assertThatThrownBy(() -> desk.conflictPacket(id, ATTORNEY)).isInstanceOf(NotFound.class);
        assertThat(published
                        .ofType(ConsentWithdrawn.class)
                        .matching(event -> event.caseFile().equals(id)))
                .hasSize(1);
    }

    @Test
    void asksAgainAndRatifies(AssertablePublishedEvents published) {
        var opened =
                desk.open(Stories.story().consenting(ConsentEvidence.notAsked()).tell(), VOLUNTEER);
        var file = desk.caseFile(opened.id(), VOLUNTEER);
        assertThat(file.state()).isEqualTo(CaseState.NO_CONSENT);

        file = desk.answerConsent(new AnswerConsent(file.id(), file.version(), Stories.consentOfFamily()), VOLUNTEER);
        assertThat(published
                        .ofType(ConsentGiven.class)
                        .matching(event -> event.caseFile().equals(opened.id()) && event.provisional()))
                .hasSize(1);

        file = desk.ratifyConsent(new RatifyConsent(file.id(), file.version()), VOLUNTEER);
        assertThat(file.consent().provisional()).isFalse();
        assertThat(file.consents()).hasSize(2);
        var current = file;
        assertThatThrownBy(() -> desk.ratifyConsent(new RatifyConsent(current.id(), current.version()), VOLUNTEER))
                .isInstanceOf(Rejected.class);
    }

    // What changes afterwards

    @Test
    void refusesAChangeBasedOnAnOldVersion() {
        var file = desk.caseFile(
                desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id(), VOLUNTEER);
        desk.close(new CloseCase(file.id(), file.version(), CloseReason.DUPLICATE), VOLUNTEER);
        assertThatThrownBy(() -> desk.close(new CloseCase(file.id(), file.version(), CloseReason.DUPLICATE), VOLUNTEER))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo("stale-version"));
    }

    @Test
    void keepsSeveralAgenciesEachWithItsPart() {
        var opened = desk.open(
                Stories.story()
                        .arrested(
                                LocalDate.now(java.time.ZoneId.of("America/Los_Angeles"))
                                        .minusDays(3),
                                null)
                        .tell(),
                VOLUNTEER);
        var agencies = List.of(
                new AgencyInvolved(ListCode.of("LASD"), AgencyPart.HANDED_OVER),
                new AgencyInvolved(ListCode.of("ICE_ERO"), AgencyPart.ARRESTED));
        var file = desk.caseFile(opened.id(), VOLUNTEER);

        assertThat(file.arrest().agencies()).isEqualTo(agencies);
        assertThat(file.arrest().arrestingAgency()).isEqualTo(ListCode.of("ICE_ERO"));
        publish(new Offered(opened.id(), TestMembers.PROVIDER, 1));
        assertThat(desk.conflictPacket(opened.id(), TestMembers.ATTORNEY).agencies())
                .isEqualTo(agencies);
    }

    @Test
    void tellsRoutingAndFiguresWhenAnotherAgencyMadeTheArrest(AssertablePublishedEvents published) {
        var file = desk.caseFile(
                desk.open(
                                Stories.story()
                                        .arrested(
                                                LocalDate.now(java.time.ZoneId.of("America/Los_Angeles"))
                                                        .minusDays(3),
                                                null)
                                        .tell(),
                                VOLUNTEER)
                        .id(),
                VOLUNTEER);
        var arrest = file.arrest();

        var corrected = desk.correctArrest(
                new CorrectArrest(
                        file.id(),
                        file.version(),
                        new ArrestDetails(
                                arrest.on(),
                                arrest.at(),
                                arrest.county(),
                                List.of(new AgencyInvolved(ListCode.of("LASD"), AgencyPart.ARRESTED)),
                                arrest.stage(),
                                arrest.how(),
                                arrest.detainedSince())),
                VOLUNTEER);

        assertThat(corrected.arrest().arrestingAgency()).isEqualTo(ListCode.of("LASD"));
        assertThat(published
                        .ofType(NeedsChanged.class)
                        .matching(event -> event.caseFile().equals(file.id())
                                && ListCode.of("LASD").equals(event.facts().arrestingAgency())))
                .hasSize(1);
        assertThatThrownBy(() -> desk.correctArrest(new CorrectArrest(file.id(), file.version(), arrest), VOLUNTEER))
                .isInstanceOf(Rejected.class)
                .hasMessage("stale-version");
    }

    @Test
    void correctsHowToReachTheCallerAndFindsTheCaseByTheNewNumber(AssertablePublishedEvents published) {
        var file = desk.caseFile(
                desk.open(Stories.story().calledBy("213 555 0111").tell(), VOLUNTEER)
                        .id(),
                VOLUNTEER);
        var caller = new CallerDetails(
                PersonalText.of("Rosa Corregida"),
                Relation.SPOUSE,
                Authority.FAMILY,
                PhoneNumber.of("818 555 0199"),
                TestCatalog.MAM,
                new SafeContact(Answer.NO, Answer.NO, Answer.YES, PersonalText.of("after nine")));

        var corrected =
                desk.correctCaller(new CorrectCaller(file.id(), file.version(), caller), TestMembers.DISPATCHER);

        assertThat(corrected.caller().phone()).isEqualTo("(818) 555-0199");
        assertThat(corrected.caller().language()).isEqualTo(TestCatalog.MAM);
        assertThat(corrected.caller().safeContact().bestTime()).isEqualTo("after nine");
        assertThat(corrected.version()).isEqualTo(file.version() + 1);
        assertThat(corrected.person()).isEqualTo(file.person());
        assertThat(desk.found("818-555-0199", VOLUNTEER).rows())
                .extracting(CaseRow::id)
                .contains(file.id());
        assertThat(desk.found("213-555-0111", VOLUNTEER).rows())
                .extracting(CaseRow::id)
                .doesNotContain(file.id());
        assertThat(published
                        .ofType(NeedsChanged.class)
                        .matching(event -> event.caseFile().equals(file.id())))
                .isEmpty();

        assertThatThrownBy(() -> desk.correctCaller(new CorrectCaller(file.id(), file.version(), caller), VOLUNTEER))
                .hasMessage("stale-version");
        assertThatThrownBy(
                        () -> desk.correctCaller(new CorrectCaller(file.id(), corrected.version(), caller), ELSEWHERE))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> desk.correctCaller(
                        new CorrectCaller(file.id(), corrected.version(), caller), TestMembers.ATTORNEY))
                .isInstanceOf(NotFound.class);
        desk.close(new CloseCase(file.id(), corrected.version(), CloseReason.OTHER), VOLUNTEER);
        assertThatThrownBy(() ->
                        desk.correctCaller(new CorrectCaller(file.id(), corrected.version() + 1, caller), VOLUNTEER))
                .hasMessage("case-closed");
    }

    @Test
    void tellsThatThePersonWasMoved(AssertablePublishedEvents published) {
        var file = desk.caseFile(
                desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id(), VOLUNTEER);

        var moved = desk.observeCustody(
                new ObserveCustody(
                        file.id(),
                        file.version(),
                        new Sighting(
                                CustodyStatus.DETAINED, TestCatalog.CALIFORNIA_CITY, null, ObservationSource.LOCATOR)),
                VOLUNTEER);

        assertThat(moved.timeline()).hasSize(2);
        assertThat(moved.facility()).isEqualTo(TestCatalog.CALIFORNIA_CITY);
        assertThat(published
                        .ofType(PersonMoved.class)
                        .matching(event ->
                                event.caseFile().equals(file.id()) && TestCatalog.ADELANTO.equals(event.before())))
                .hasSize(1);
    }

    @Test
    void raisesUrgencyByAJudgementWithAReason(AssertablePublishedEvents published) {
        var file = desk.caseFile(
                desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id(), VOLUNTEER);
        var raised = desk.overrideUrgency(
                new OverrideUrgency(
                        file.id(),
                        file.version(),
                        new UrgencyOverride(Urgency.U0, PersonalText.of("A deportation flight tonight"))),
                VOLUNTEER);
        assertThat(raised.urgency().urgency()).isEqualTo(Urgency.U0);
        assertThat(raised.urgency().computed()).isEqualTo(Urgency.U1);
        assertThat(published
                        .ofType(UrgencyRaised.class)
                        .matching(event -> event.caseFile().equals(file.id()) && event.before() == Urgency.U1))
                .hasSize(1);
    }

    // News from those who serve the case

    @Test
    void hearsThatThePersonWasReleased(Scenario scenario) {
        var id = desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id();
        scenario.publish(new Seen(id, CustodyStatus.RELEASED, null, Instant.now()))
                .andWaitForEventOfType(PersonReleased.class)
                .matching(event -> event.caseFile().equals(id))
                .toArriveAndVerify(event -> assertThat(event.facts().custody()).isEqualTo(CustodyStatus.RELEASED));
        assertThat(desk.caseFile(id, VOLUNTEER).timeline().getFirst().source()).isEqualTo(ObservationSource.ATTORNEY);
    }

    @Test
    void hearsOfTheNextHearing(Scenario scenario) {
        var id =
                desk.open(Stories.story().answering(Map.of()).tell(), VOLUNTEER).id();
        var day = LocalDate.now(UrgencyRules.ZONE).plusDays(1);
        scenario.publish(new Heard(id, day))
                .andWaitForEventOfType(UrgencyRaised.class)
                .matching(event -> event.caseFile().equals(id))
                .toArriveAndVerify(
                        event -> assertThat(event.facts().nextHearing()).isEqualTo(day));
    }

    @Test
    void routesWhatRemainsAsTheNextRoundOnce(Scenario scenario) {
        var id = desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id();
        publish(new Placed(id, ATTORNEY.organization(), 1));
        var remains = new Remaining(id, Set.of(Service.FULL_REMOVAL_DEFENSE), Instant.parse("2026-11-20T10:00:00Z"));
        scenario.publish(remains)
                .andWaitForEventOfType(NeedsChanged.class)
                .matching(event -> event.caseFile().equals(id))
                .toArriveAndVerify(event -> {
                    assertThat(event.facts().round()).isEqualTo(2);
                    assertThat(event.facts().needs()).containsExactly(Service.FULL_REMOVAL_DEFENSE);
                });
        scenario.publish(remains)
                .andWaitForStateChange(() -> outstanding(id), outstanding -> outstanding == 0)
                .andVerify(
                        none -> assertThat(desk.caseFile(id, VOLUNTEER).round()).isEqualTo(2));
        assertThat(desk.caseFile(id, VOLUNTEER).state()).isEqualTo(CaseState.WAITING);
    }

    @Test
    void hearsTheNewsAgainWhenTheListenerFailed(Scenario scenario) {
        var id = desk.open(Stories.wifeOfAManAtAdelanto(), VOLUNTEER).id();
        database.sql("ALTER TABLE intake.case_file ADD CONSTRAINT broken CHECK (round < 2) NOT VALID")
                .update();
        try {
            scenario.publish(new Remaining(id, Set.of(Service.HABEAS), Instant.parse("2026-11-19T10:00:00Z")))
                    .andWaitForStateChange(() -> outstanding(id), outstanding -> outstanding > 0)
                    .andVerify(outstanding -> assertThat(outstanding).isPositive());
            assertThat(desk.caseFile(id, VOLUNTEER).round()).isEqualTo(1);
        } finally {
            database.sql("ALTER TABLE intake.case_file DROP CONSTRAINT broken").update();
        }

        scenario.stimulate(() -> publications.resubmitIncompletePublications(
                        publication -> publication.getEvent() instanceof Remaining remaining
                                && remaining.caseFile().equals(id)))
                .andWaitForStateChange(() -> desk.caseFile(id, VOLUNTEER).round(), round -> round == 2)
                .andVerify(round -> assertThat(round).isEqualTo(2));
    }

    // Drafts

    @Test
    void submitsADraftOnce() {
        var draft = desk.startDraft(LanguageCode.of("es"), VOLUNTEER);
        desk.save(
                new SaveSection(draft.id(), DraftSection.PERSON, 0, Map.of("person.name", List.of("Ana Ordóñez"))),
                VOLUNTEER);
        assertThatThrownBy(() -> desk.submit(draft.id(), VOLUNTEER)).isInstanceOf(Rejected.class);
        assertThat(desk.assess(draft.id(), VOLUNTEER).problems())
                .extracting(FieldProblem::field)
                .containsExactlyInAnyOrder("custody.facility", "consent.answer");
        desk.save(
                new SaveSection(draft.id(), DraftSection.PLACE, 0, Map.of("custody.facility", List.of("UNKNOWN"))),
                VOLUNTEER);
        desk.save(
                new SaveSection(draft.id(), DraftSection.STORY, 0, Map.of("consent.answer", List.of("NOT_ASKED"))),
                VOLUNTEER);

        var first = desk.submit(draft.id(), VOLUNTEER);
        var second = desk.submit(draft.id(), VOLUNTEER);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(desk.caseFile(first.id(), VOLUNTEER).person().name()).isEqualTo("Ana Ordóñez");
        assertThat(desk.draft(draft.id(), VOLUNTEER).typed()).isEmpty();
        assertThat(desk.drafts(VOLUNTEER)).extracting(DraftView::id).doesNotContain(draft.id());
    }

    @Test
    void showsBothValuesWhenTwoVolunteersTypeInOneField() {
        var draft = desk.startDraft(LanguageCode.of("es"), VOLUNTEER);
        var hers = desk.save(section(draft, 0, "Ana Ordóñez", "Ordóñez"), VOLUNTEER);
        assertThat(hers.conflicts()).isEmpty();

        var his = desk.save(section(draft, 0, "Anna Ordonez", ""), TestMembers.DISPATCHER);

        assertThat(his.conflicts()).hasSize(1);
        assertThat(his.conflicts().getFirst().field()).isEqualTo("person.name");
        assertThat(his.conflicts().getFirst().saved()).containsExactly("Ana Ordóñez");
        assertThat(his.conflicts().getFirst().yours()).containsExactly("Anna Ordonez");
        assertThat(his.draft().text("person.surnames")).isEqualTo("Ordóñez");

        var settled = desk.save(section(draft, his.version(), "Anna Ordonez", "Ordóñez"), TestMembers.DISPATCHER);
        assertThat(settled.conflicts()).isEmpty();
        assertThat(settled.draft().text("person.name")).isEqualTo("Anna Ordonez");
    }

    @Test
    void showsADraftToTheOwnOrganizationOnly() {
        var draft = desk.startDraft(LanguageCode.of("es"), VOLUNTEER);
        assertThat(desk.draft(draft.id(), TestMembers.DISPATCHER).id()).isEqualTo(draft.id());
        assertThatThrownBy(() -> desk.draft(draft.id(), ELSEWHERE)).isInstanceOf(NotFound.class);
    }

    // Calls

    @Test
    void logsACallThatIsNoCase(AssertablePublishedEvents published) {
        var call = desk.log(LogCall.of(CallKind.RUMOUR, LanguageCode.of("es")), VOLUNTEER);
        assertThat(published
                        .ofType(CallLogged.class)
                        .matching(event -> event.call().equals(call.id())))
                .hasSize(1);
        assertThat(desk.calls(LocalDate.now(UrgencyRules.ZONE), VOLUNTEER))
                .extracting(CallView::id)
                .contains(call.id());
    }

    @Test
    void handsPromisesOver() {
        var promised = desk.log(
                new LogCall(
                        CallKind.INFORMATION,
                        null,
                        null,
                        null,
                        new LogCall.CallBack(
                                Instant.now().plusSeconds(3600),
                                PhoneNumber.of("213-555-0199"),
                                PersonalText.of("Tell her where the consulate is"))),
                VOLUNTEER);
        assertThat(desk.handover(VOLUNTEER).promises()).extracting(CallView::id).contains(promised.id());
        desk.keepPromise(promised.id(), VOLUNTEER);
        assertThat(desk.handover(VOLUNTEER).promises()).extracting(CallView::id).doesNotContain(promised.id());
    }

    private static SaveSection section(DraftView draft, long version, String name, String surnames) {
        return new SaveSection(
                draft.id(),
                DraftSection.PERSON,
                version,
                Map.of(
                        "person.name",
                        List.of(name),
                        "person.surnames",
                        surnames.isEmpty() ? List.of() : List.of(surnames)));
    }

    private void refuses(OpenCase told, String field, String code) {
        assertThatThrownBy(() -> desk.open(told, VOLUNTEER)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.field()).isEqualTo(field);
            assertThat(rejected.code()).isEqualTo(code);
        });
    }

    private void publish(Object signal) {
        transaction.executeWithoutResult(status -> events.publishEvent(signal));
    }

    private int outstanding(CaseId id) {
        return database.sql("SELECT count(*) FROM event_publication WHERE serialized_event LIKE ?")
                .param("%" + id + "%")
                .query(Integer.class)
                .single();
    }

    record Offered(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements CaseOffered {
        Offered(CaseId caseFile, OrganizationId provider, int round) {
            this(caseFile, provider, round, Actor.system(), Instant.now());
        }
    }

    record Cleared(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at) implements FileOpened {
        Cleared(CaseId caseFile, OrganizationId provider, int round) {
            this(caseFile, provider, round, Actor.system(), Instant.now());
        }
    }

    record Placed(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at) implements CasePlaced {
        Placed(CaseId caseFile, OrganizationId provider, int round) {
            this(caseFile, provider, round, Actor.system(), Instant.now());
        }
    }

    record Unplaced(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements CaseUnplaced {
        Unplaced(CaseId caseFile, OrganizationId provider, int round) {
            this(caseFile, provider, round, Actor.system(), Instant.now());
        }
    }

    record Seen(
            CaseId caseFile,
            CustodyStatus custody,
            @Nullable FacilityCode facility,
            Instant observedOn,
            Actor actor,
            Instant at)
            implements CustodyObserved {
        Seen(CaseId caseFile, CustodyStatus custody, @Nullable FacilityCode facility, Instant observedOn) {
            this(caseFile, custody, facility, observedOn, Actor.system(), Instant.now());
        }
    }

    record Heard(CaseId caseFile, @Nullable LocalDate nextHearing, Actor actor, Instant at) implements HearingKnown {
        Heard(CaseId caseFile, LocalDate nextHearing) {
            this(caseFile, nextHearing, Actor.system(), Instant.now());
        }
    }

    record Remaining(CaseId caseFile, Set<Service> remaining, Actor actor, Instant at) implements NeedRemains {
        Remaining(CaseId caseFile, Set<Service> remaining, Instant at) {
            this(caseFile, remaining, Actor.system(), at);
        }
    }
}
