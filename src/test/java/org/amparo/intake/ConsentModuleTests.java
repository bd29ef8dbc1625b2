package org.amparo.intake;

import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.DISPATCHER;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.amparo.support.TestMembers.VOLUNTEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.amparo.intake.Changes.AnswerConsent;
import org.amparo.intake.Changes.RatifyConsent;
import org.amparo.kernel.Actor;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.amparo.kernel.Rejected;
import org.amparo.membership.OrganizationId;
import org.amparo.referrals.MovableClock;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestInfrastructure;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** Consent is evidence, is bound to its purposes, and ends when nobody ratified it in time. */
@ApplicationModuleTest(extraIncludes = {"vault", "ledger"})
@Import({TestInfrastructure.class, TestMembers.class, TestCatalog.class, RetentionModuleTests.Time.class})
class ConsentModuleTests {

    private final IntakeDesk desk;
    private final ConsentLapse lapse;
    private final MovableClock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ConsentModuleTests(
            IntakeDesk desk,
            ConsentLapse lapse,
            MovableClock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.desk = desk;
        this.lapse = lapse;
        this.clock = clock;
        this.events = events;
        this.transaction = transaction;
    }

    @Test
    void lapsesTheDayAfterItShouldHaveBeenRatifiedAndIsOnTheBoardBefore(AssertablePublishedEvents published) {
        var file = opened(Stories.consentOfFamily());
        show(file);
        var until = LocalDate.ofInstant(clock.instant(), UrgencyRules.ZONE).plusDays(Consent.DAYS_TO_RATIFY);
        assertThat(desk.caseFile(file, VOLUNTEER).consent().ratifyBy()).isEqualTo(until);
        assertThat(desk.handover(DISPATCHER).lapsing()).extracting(CaseRow::id).doesNotContain(file);

        clock.pass(Duration.ofDays(Consent.DAYS_TO_RATIFY - ConsentLapse.SOON));
        assertThat(desk.handover(DISPATCHER).lapsing()).extracting(CaseRow::id).contains(file);
        clock.pass(Duration.between(
                        clock.instant(),
                        until.plusDays(1).atStartOfDay(UrgencyRules.ZONE).toInstant())
                .minusSeconds(1));
        lapse.run();
        assertThat(desk.fullFile(file, ATTORNEY).id()).isEqualTo(file);

        clock.pass(Duration.ofSeconds(1));
        assertThat(lapse.run()).isPositive();

        assertThat(desk.caseFile(file, VOLUNTEER)).satisfies(view -> {
            assertThat(view.state()).isEqualTo(CaseState.NO_CONSENT);
            assertThat(view.consent().answer()).isEqualTo(ConsentAnswer.LAPSED);
            assertThat(view.consent().script()).isEqualTo(ListCode.of("2026-1"));
            assertThat(view.history()).extracting(CaseView.HistoryView::what).contains(HistoryKind.CONSENT_LAPSED);
        });
        assertThatThrownBy(() -> desk.fullFile(file, ATTORNEY)).isInstanceOf(NotFound.class);
        assertThat(published
                        .ofType(ConsentWithdrawn.class)
                        .matching(event -> event.caseFile().equals(file)))
                .hasSize(1);
        assertThat(published
                        .ofType(ConsentLapsed.class)
                        .matching(event -> event.caseFile().equals(file)))
                .hasSize(1);
        lapse.run();
        assertThat(published
                        .ofType(ConsentLapsed.class)
                        .matching(event -> event.caseFile().equals(file)))
                .hasSize(1);
    }

    @Test
    void lapsesWhenItWasForFiguresAlone() {
        var file = opened(given(Set.of(ConsentPurpose.STATISTICS), Consenter.FAMILY));
        clock.pass(Duration.ofDays(Consent.DAYS_TO_RATIFY - ConsentLapse.SOON));
        assertThat(desk.handover(DISPATCHER).lapsing()).extracting(CaseRow::id).contains(file);

        clock.pass(Duration.ofDays(ConsentLapse.SOON + 1));
        assertThat(lapse.run()).isPositive();

        assertThat(desk.caseFile(file, VOLUNTEER).consent().answer()).isEqualTo(ConsentAnswer.LAPSED);
    }

    @Test
    void staysWhenThePersonRatifiesItOrGaveItThemselves() {
        var ratified = opened(Stories.consentOfFamily());
        var own = opened(Stories.consentOfThePerson());
        desk.ratifyConsent(
                new RatifyConsent(ratified, desk.caseFile(ratified, VOLUNTEER).version()), VOLUNTEER);
        clock.pass(Duration.ofDays(100));
        lapse.run();
        assertThat(desk.caseFile(ratified, VOLUNTEER).state()).isEqualTo(CaseState.WAITING);
        assertThat(desk.caseFile(own, VOLUNTEER).state()).isEqualTo(CaseState.WAITING);
    }

    @Test
    void tellsAProviderHowToReachSomebodyOnlyWhereThatWasConsentedTo() {
        var reachable = opened(Stories.consentOfThePerson());
        var sharedOnly = opened(given(Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS), Consenter.PERSON));
        show(reachable);
        show(sharedOnly);
        assertThat(desk.fullFile(reachable, ATTORNEY).caller().phone()).isNotNull();
        assertThat(desk.fullFile(sharedOnly, ATTORNEY)).satisfies(view -> {
            assertThat(view.caller().phone()).isNull();
            assertThat(view.caller().safeContact().bestTime()).isNull();
            assertThat(view.person().phone()).isNull();
            assertThat(view.person().name()).isNotNull();
        });
        assertThat(desk.caseFile(sharedOnly, VOLUNTEER).caller().phone()).isNotNull();
    }

    @Test
    void announcesAnotherConsentWithItsPurposes(AssertablePublishedEvents published) {
        var file = opened(Stories.consentOfFamily());
        desk.answerConsent(
                new AnswerConsent(
                        file,
                        desk.caseFile(file, VOLUNTEER).version(),
                        given(Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS), Consenter.PERSON)),
                VOLUNTEER);
        assertThat(published
                        .ofType(NeedsChanged.class)
                        .matching(event -> event.caseFile().equals(file)
                                && event.facts().purposes().equals(Set.of(ConsentPurpose.SHARE_WITH_PROVIDERS))
                                && event.facts().consentUntil() == null))
                .hasSize(1);
    }

    @Test
    void nobodyAnswersThatAConsentHasLapsed() {
        var file = opened(Stories.consentOfFamily());
        var version = desk.caseFile(file, VOLUNTEER).version();
        assertThatThrownBy(() -> desk.answerConsent(
                        new AnswerConsent(
                                file,
                                version,
                                new ConsentEvidence(ConsentAnswer.LAPSED, null, null, Answer.NO, null, Set.of(), null)),
                        VOLUNTEER))
                .isInstanceOf(Rejected.class);
    }

    private static ConsentEvidence given(Set<ConsentPurpose> purposes, Consenter who) {
        return new ConsentEvidence(
                ConsentAnswer.GIVEN, ListCode.of("2026-1"), TestCatalog.SPANISH, Answer.NO, who, purposes, null);
    }

    private CaseId opened(ConsentEvidence consent) {
        return desk.open(
                        Stories.story()
                                .of("Yolanda Consiente", null, null)
                                .consenting(consent)
                                .tell(),
                        VOLUNTEER)
                .id();
    }

    private void show(CaseId file) {
        transaction.executeWithoutResult(
                status -> events.publishEvent(new Placed(file, PROVIDER, 1, Actor.system(), clock.instant())));
    }

    private record Placed(CaseId caseFile, OrganizationId provider, int round, Actor actor, Instant at)
            implements CasePlaced {}
}
