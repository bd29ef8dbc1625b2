package org.amparo.intake;

import static org.amparo.intake.AtNoon.NOON;
import static org.amparo.intake.AtNoon.NOW;
import static org.amparo.intake.AtNoon.TODAY;
import static org.amparo.intake.AtNoon.VOLUNTEER;
import static org.amparo.intake.AtNoon.opened;
import static org.amparo.support.Deeds.announced;
import static org.amparo.support.Deeds.refused;
import static org.amparo.support.Deeds.saved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may be done with a case file, because somebody said so. */
class CaseFileConsentUnitTests {

    @Test
    void countsInFiguresUntilSomebodySaysNo() {
        var file = opened(Stories.story().consenting(ConsentEvidence.notAsked()).tell());
        assertThat(counting(file)).as("nobody was asked").isEmpty();

        saved(file).answerConsent(saying(ConsentAnswer.REFUSED), VOLUNTEER, NOW);
        assertThat(counting(file)).containsExactly(Counting.LEFT_OUT);
        saved(file).answerConsent(saying(ConsentAnswer.REFUSED), VOLUNTEER, NOW);
        assertThat(counting(file)).as("said again").isEmpty();
        saved(file).answerConsent(saying(ConsentAnswer.GIVEN, ConsentPurpose.STATISTICS), VOLUNTEER, NOW);
        assertThat(counting(file)).as("to figures alone").containsExactly(Counting.COUNTED);
        saved(file).answerConsent(saying(ConsentAnswer.GIVEN, ConsentPurpose.SHARE_WITH_PROVIDERS), VOLUNTEER, NOW);
        assertThat(counting(file)).as("to all but figures").containsExactly(Counting.LEFT_OUT);
        saved(file)
                .answerConsent(
                        saying(ConsentAnswer.GIVEN, ConsentPurpose.SHARE_WITH_PROVIDERS, ConsentPurpose.STATISTICS),
                        VOLUNTEER,
                        NOW);
        assertThat(counting(file)).containsExactly(Counting.COUNTED);
        saved(file).withdrawConsent(VOLUNTEER, NOW);
        assertThat(counting(file)).containsExactly(Counting.LEFT_OUT);
    }

    @Test
    void saysAtOnceThatACaseIsNotToBeCounted() {
        var file = opened(Stories.story()
                .consenting(saying(ConsentAnswer.GIVEN, ConsentPurpose.SHARE_WITH_PROVIDERS))
                .tell());
        assertThat(counting(file)).containsExactly(Counting.LEFT_OUT);
    }

    @Test
    void offersNothingWithoutConsentAndHidesWhenItIsWithdrawn() {
        var file = saved(
                opened(Stories.story().consenting(ConsentEvidence.notAsked()).tell()));
        assertThat(file.facts().consented()).isFalse();
        file.answerConsent(Stories.consentOfThePerson(), VOLUNTEER, NOW);
        assertThat(announced(file))
                .singleElement()
                .isInstanceOfSatisfying(
                        ConsentGiven.class,
                        event -> assertThat(event.provisional()).isFalse());
        assertThat(saved(file).withdrawConsent(VOLUNTEER, NOW).consents())
                .extracting(Consent::answer)
                .containsExactly(ConsentAnswer.NOT_ASKED, ConsentAnswer.WITHDRAWN);
        assertThat(announced(file))
                .containsExactly(
                        new ConsentWithdrawn(file.id(), VOLUNTEER, NOON),
                        new CountingChanged(file.id(), Counting.LEFT_OUT, VOLUNTEER, NOON));
        assertThat(file.facts().consented()).isFalse();
        refused("consent-not-given", () -> file.withdrawConsent(VOLUNTEER, NOW));
    }

    @Test
    void aNoAfterAYesIsAWithdrawal() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));
        file.answerConsent(
                new ConsentEvidence(ConsentAnswer.REFUSED, null, null, Answer.NO, Consenter.PERSON, Set.of(), null),
                VOLUNTEER,
                NOW);
        assertThat(announced(file)).first().isInstanceOf(ConsentWithdrawn.class);
    }

    @Test
    void keepsWhatWasConsentedToWithWhoReadIt() {
        var file = opened(Stories.wifeOfAManAtAdelanto());

        assertThat(file.answerConsent(Stories.consentOfThePerson(), VOLUNTEER, NOW)
                        .consent())
                .satisfies(consent -> {
                    assertThat(consent.readBy()).isEqualTo(TestMembers.VOLUNTEER.member());
                    assertThat(consent.at()).isEqualTo(NOON);
                    assertThat(consent.who()).isEqualTo(Consenter.PERSON);
                });
        assertThat(file.consents()).hasSize(2);
    }

    @Test
    void tellsRoutingThatAYesCountsForLonger() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));
        assertThat(file.facts().consentUntil()).isEqualTo(TODAY.plusDays(Consent.DAYS_TO_RATIFY));

        file.answerConsent(Stories.consentOfThePerson(), VOLUNTEER, NOW);

        assertThat(announced(file)).containsExactly(new NeedsChanged(file.id(), file.facts(), VOLUNTEER, NOON));
        assertThat(file.facts().consentUntil()).isNull();
        assertThat(saved(file)
                        .answerConsent(Stories.consentOfThePerson(), VOLUNTEER, NOW)
                        .announcesNothing())
                .as("said again")
                .isTrue();
    }

    @Test
    void theYesOfSomebodyElseIsRatifiedOnce() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));

        assertThat(file.ratifyConsent(VOLUNTEER, NOW).consent().ratifiedAt()).isEqualTo(NOON);
        assertThat(announced(file)).containsExactly(new ConsentGiven(file.id(), file.facts(), false, VOLUNTEER, NOON));
        assertThat(file.facts().consentUntil()).isNull();
        refused("consent-not-provisional", () -> file.ratifyConsent(VOLUNTEER, NOW));
    }

    @Test
    void ratifyingAYesToFiguresOffersNothing() {
        var file = saved(opened(Stories.story()
                .consenting(saying(Consenter.FAMILY, null, ConsentPurpose.STATISTICS))
                .tell()));

        assertThat(file.ratifyConsent(VOLUNTEER, NOW).consent().provisional()).isFalse();
        assertThat(file.announcesNothing()).isTrue();
    }

    @Test
    void lapsesTheDayAfterItShouldHaveBeenRatified() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));
        var lastDay = days(Consent.DAYS_TO_RATIFY);
        var dayAfter = days(Consent.DAYS_TO_RATIFY + 1);

        assertThat(file.lapseConsent(lastDay).announcesNothing()).isTrue();
        assertThat(file.lapseConsent(dayAfter).consent().answer()).isEqualTo(ConsentAnswer.LAPSED);
        assertThat(announced(file))
                .containsExactly(
                        new ConsentLapsed(file.id(), file.reference(), Actor.system(), dayAfter.instant()),
                        new ConsentWithdrawn(file.id(), Actor.system(), dayAfter.instant()),
                        new CountingChanged(file.id(), Counting.LEFT_OUT, Actor.system(), dayAfter.instant()));
        assertThat(file.facts().consented()).isFalse();
        assertThat(saved(file).lapseConsent(dayAfter).announcesNothing())
                .as("looked at again")
                .isTrue();
    }

    @Test
    void lapsesInFiguresToo() {
        var file = saved(opened(Stories.story()
                .consenting(saying(Consenter.FAMILY, TODAY, ConsentPurpose.STATISTICS))
                .tell()));

        file.lapseConsent(days(1));

        assertThat(file.consent().answer()).isEqualTo(ConsentAnswer.LAPSED);
        assertThat(counting(file)).containsExactly(Counting.LEFT_OUT);
    }

    @Test
    void doesNotLapseWhenItIsThePersonsOwnOrTheFileIsClosed() {
        var own = saved(
                opened(Stories.story().consenting(Stories.consentOfThePerson()).tell()));
        var closed = saved(opened(Stories.wifeOfAManAtAdelanto()).close(CloseReason.SERVED, VOLUNTEER, NOW));

        assertThat(own.lapseConsent(days(100)).consent().answer()).isEqualTo(ConsentAnswer.GIVEN);
        assertThat(closed.lapseConsent(days(100)).consent().answer()).isEqualTo(ConsentAnswer.GIVEN);
        assertThat(closed.announcesNothing()).isTrue();
    }

    private static Clock days(int later) {
        return Clock.offset(NOW, Duration.ofDays(later));
    }

    private static ConsentEvidence saying(ConsentAnswer answer, ConsentPurpose... purposes) {
        return new ConsentEvidence(answer, null, null, Answer.NO, Consenter.PERSON, Set.of(purposes), null);
    }

    private static ConsentEvidence saying(Consenter who, @Nullable LocalDate ratifyBy, ConsentPurpose... purposes) {
        return new ConsentEvidence(ConsentAnswer.GIVEN, null, null, Answer.NO, who, Set.of(purposes), ratifyBy);
    }

    private static List<Counting> counting(CaseFile file) {
        return announced(file).stream()
                .filter(CountingChanged.class::isInstance)
                .map(event -> ((CountingChanged) event).counting())
                .toList();
    }
}
