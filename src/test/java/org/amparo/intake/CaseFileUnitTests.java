package org.amparo.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestMembers;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.test.util.ReflectionTestUtils;

class CaseFileUnitTests {

    private static final Instant NOON = Instant.parse("2026-11-20T20:00:00Z");
    private static final Clock NOW = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final Actor VOLUNTEER = TestMembers.VOLUNTEER.actor();

    @Test
    void announcesThatItWasOpened() {
        var file = opened(Stories.wifeOfAManAtAdelanto());
        assertThat(announced(file)).singleElement().isInstanceOfSatisfying(CaseOpened.class, event -> {
            assertThat(event.facts().round()).isEqualTo(1);
            assertThat(event.facts().urgency()).isEqualTo(Urgency.U1);
            assertThat(event.facts().consented()).isTrue();
            assertThat(event.callStarted()).isEqualTo(NOON);
            assertThat(event.toString()).doesNotContain("Mateo").doesNotContain("000111222");
        });
    }

    @Test
    void keepsAnEarlierSightingWithoutMovingAnybody() {
        var file = quiet(opened(Stories.wifeOfAManAtAdelanto()));
        file.observe(
                new Sighting(
                        CustodyStatus.LOCAL_CUSTODY, null, NOON.minus(Duration.ofHours(5)), ObservationSource.WITNESS),
                VOLUNTEER,
                NOW);
        assertThat(announced(file)).isEmpty();
        assertThat(file.timeline()).hasSize(2);
        assertThat(file.facility()).isEqualTo(TestCatalog.ADELANTO);
    }

    @Test
    void countsTheSameSightingOnce() {
        var file = quiet(opened(Stories.wifeOfAManAtAdelanto()));
        var seen = new Sighting(
                CustodyStatus.DETAINED,
                TestCatalog.OTAY_MESA,
                NOON.plus(Duration.ofHours(1)),
                ObservationSource.ATTORNEY);
        file.observe(seen, VOLUNTEER, NOW).observe(seen, VOLUNTEER, NOW);
        assertThat(file.timeline()).hasSize(2);
        assertThat(announced(file)).singleElement().isInstanceOf(PersonMoved.class);
    }

    @Test
    void confirmsTheSamePlaceWithoutAMove() {
        var file = quiet(opened(Stories.wifeOfAManAtAdelanto()));
        file.observe(
                new Sighting(
                        CustodyStatus.DETAINED,
                        TestCatalog.ADELANTO,
                        NOON.plus(Duration.ofHours(1)),
                        ObservationSource.LOCATOR),
                VOLUNTEER,
                NOW);
        assertThat(announced(file)).isEmpty();
        assertThat(file.custodySeenAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void announcesAReleaseWithItsLesserUrgency() {
        var file = quiet(opened(Stories.story().answering(Map.of()).tell()));
        file.observe(
                new Sighting(CustodyStatus.RELEASED, null, NOON.plusSeconds(60), ObservationSource.FAMILY),
                VOLUNTEER,
                NOW);
        assertThat(announced(file))
                .singleElement()
                .isInstanceOfSatisfying(
                        PersonReleased.class,
                        event -> assertThat(event.facts().urgency()).isEqualTo(Urgency.U4));
    }

    @Test
    void announcesThatAHearingMakesItMoreUrgent() {
        var file = quiet(opened(Stories.story().answering(Map.of()).tell()));
        file.knowHearing(
                new HearingDetails(LocalDate.of(2026, 11, 21), null, ObservationSource.COURT, null), VOLUNTEER, NOW);
        assertThat(announced(file)).singleElement().isInstanceOfSatisfying(UrgencyRaised.class, event -> {
            assertThat(event.before()).isEqualTo(Urgency.U3);
            assertThat(event.facts().urgency()).isEqualTo(Urgency.U1);
        });
    }

    @Test
    void becomesMoreUrgentAsTheHearingComesNearer() {
        var file = quiet(opened(Stories.story()
                .answering(Map.of())
                .hearingOn(LocalDate.of(2026, 12, 15))
                .tell()));
        file.reconsider(NOW);
        assertThat(announced(file)).isEmpty();
        file.reconsider(Clock.fixed(Instant.parse("2026-12-14T20:00:00Z"), ZoneOffset.UTC));
        assertThat(announced(file)).singleElement().isInstanceOf(UrgencyRaised.class);
    }

    @Test
    void anOverrideStandsUntilItIsTakenBack() {
        var file = quiet(opened(Stories.wifeOfAManAtAdelanto()));
        file.override(new UrgencyOverride(Urgency.U3, PersonalText.of("Already signed")), VOLUNTEER, NOW);
        assertThat(announced(file)).singleElement().isInstanceOf(NeedsChanged.class);
        file.reconsider(NOW);
        assertThat(file.urgency()).isEqualTo(Urgency.U3);
        quiet(file).override(null, VOLUNTEER, NOW);
        assertThat(announced(file)).singleElement().isInstanceOf(UrgencyRaised.class);
    }

    @Test
    void routesWhatRemainsAsTheNextRound() {
        var file = quiet(opened(Stories.wifeOfAManAtAdelanto()));
        file.remain(Set.of(Service.FULL_REMOVAL_DEFENSE), VOLUNTEER, NOON.plusSeconds(1), NOW)
                .remain(Set.of(Service.FULL_REMOVAL_DEFENSE), VOLUNTEER, NOON.plusSeconds(1), NOW)
                .remain(Set.of(), VOLUNTEER, NOON.plusSeconds(2), NOW);
        assertThat(announced(file)).singleElement().isInstanceOfSatisfying(NeedsChanged.class, event -> {
            assertThat(event.facts().round()).isEqualTo(2);
            assertThat(event.facts().needs()).containsExactly(Service.FULL_REMOVAL_DEFENSE);
        });
    }

    @Test
    void countsInFiguresUntilSomebodySaysNo() {
        var file = opened(Stories.story().consenting(ConsentEvidence.notAsked()).tell());
        assertThat(counting(file)).as("nobody was asked").isEmpty();

        quiet(file).answerConsent(saying(ConsentAnswer.REFUSED), VOLUNTEER, NOW);
        assertThat(counting(file)).containsExactly(Counting.LEFT_OUT);
        quiet(file).answerConsent(saying(ConsentAnswer.REFUSED), VOLUNTEER, NOW);
        assertThat(counting(file)).as("said again").isEmpty();
        quiet(file).answerConsent(saying(ConsentAnswer.GIVEN, ConsentPurpose.STATISTICS), VOLUNTEER, NOW);
        assertThat(counting(file)).as("to figures alone").containsExactly(Counting.COUNTED);
        quiet(file).answerConsent(saying(ConsentAnswer.GIVEN, ConsentPurpose.SHARE_WITH_PROVIDERS), VOLUNTEER, NOW);
        assertThat(counting(file)).as("to all but figures").containsExactly(Counting.LEFT_OUT);
        quiet(file)
                .answerConsent(
                        saying(ConsentAnswer.GIVEN, ConsentPurpose.SHARE_WITH_PROVIDERS, ConsentPurpose.STATISTICS),
                        VOLUNTEER,
                        NOW);
        assertThat(counting(file)).containsExactly(Counting.COUNTED);
        quiet(file).withdrawConsent(VOLUNTEER, NOW);
        assertThat(counting(file)).containsExactly(Counting.LEFT_OUT);
    }

    @Test
    void saysAtOnceThatACaseIsNotToBeCounted() {
        var file = opened(Stories.story()
                .consenting(saying(ConsentAnswer.GIVEN, ConsentPurpose.SHARE_WITH_PROVIDERS))
                .tell());
        assertThat(counting(file)).containsExactly(Counting.LEFT_OUT);
    }

    private static ConsentEvidence saying(ConsentAnswer answer, ConsentPurpose... purposes) {
        return new ConsentEvidence(answer, null, null, Answer.NO, Consenter.PERSON, Set.of(purposes), null);
    }

    private static List<Counting> counting(CaseFile file) {
        return announced(file).stream()
                .filter(CountingChanged.class::isInstance)
                .map(event -> ((CountingChanged) event).counting())
                .toList();
    }

    @Test
    void offersNothingWithoutConsentAndHidesWhenItIsWithdrawn() {
        var file = quiet(
                opened(Stories.story().consenting(ConsentEvidence.notAsked()).tell()));
        assertThat(file.facts().consented()).isFalse();
        file.answerConsent(Stories.consentOfThePerson(), VOLUNTEER, NOW);
        assertThat(announced(file))
                .singleElement()
                .isInstanceOfSatisfying(
                        ConsentGiven.class,
                        event -> assertThat(event.provisional()).isFalse());
        quiet(file).withdrawConsent(VOLUNTEER, NOW);
        assertThat(announced(file)).first().isInstanceOf(ConsentWithdrawn.class);
        assertThat(file.consents()).hasSize(2);
        assertThatThrownBy(() -> file.withdrawConsent(VOLUNTEER, NOW)).isInstanceOf(Rejected.class);
    }

    @Test
    void aNoAfterAYesIsAWithdrawal() {
        var file = quiet(opened(Stories.wifeOfAManAtAdelanto()));
        file.answerConsent(
                new ConsentEvidence(ConsentAnswer.REFUSED, null, null, Answer.NO, Consenter.PERSON, Set.of(), null),
                VOLUNTEER,
                NOW);
        assertThat(announced(file)).first().isInstanceOf(ConsentWithdrawn.class);
    }

    @Test
    void changesNothingOnceClosed() {
        var file = quiet(opened(Stories.wifeOfAManAtAdelanto()).close(CloseReason.SERVED, VOLUNTEER, NOW));
        assertThatThrownBy(() -> file.close(CloseReason.SERVED, VOLUNTEER, NOW)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> file.override(null, VOLUNTEER, NOW)).isInstanceOf(Rejected.class);
        file.observe(
                new Sighting(CustodyStatus.RELEASED, null, NOON.plusSeconds(60), ObservationSource.FAMILY),
                VOLUNTEER,
                NOW);
        file.remain(Set.of(Service.BOND), VOLUNTEER, NOON, NOW);
        assertThat(announced(file)).isEmpty();
    }

    private static CaseFile opened(OpenCase told) {
        return CaseFile.open(HumanReference.of("K7MR4QX"), CallId.create(), told, 90, VOLUNTEER, NOW);
    }

    private static CaseFile quiet(CaseFile file) {
        ReflectionTestUtils.invokeMethod(file, AbstractAggregateRoot.class, "clearDomainEvents");
        return file;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> announced(CaseFile file) {
        var events = (Collection<Object>)
                ReflectionTestUtils.invokeMethod(file, AbstractAggregateRoot.class, "domainEvents");
        return events == null ? List.of() : List.copyOf(events);
    }
}
