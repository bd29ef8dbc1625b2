package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Rejected;
import org.amparo.referrals.Docket.State;
import org.amparo.support.TestMembers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What routing knows of a round, and when it may go on. */
class DocketUnitTests {

    private static final Instant NOW = MovableClock.START;
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneId.of("America/Los_Angeles"));

    @Test
    void isOpenWhileThereIsConsentAndNothingElseStandsInTheWay() {
        assertThatCode(() -> docket(State.OPEN, Cases.facts().build(), false).requireOpen(NOW))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_CONSENT, consent-missing",
        "PLACED, case-already-placed",
        "CONCLUDED, case-already-placed",
        "CLOSED, case-closed"
    })
    void saysWhyNobodyMayBeAsked(State state, String code) {
        assertRejected(code, docket(state, Cases.facts().build(), false));
    }

    @Test
    void asksNobodyForACaseThatIsLinkedToAnother() {
        assertRejected("case-linked", docket(State.OPEN, Cases.facts().build(), true));
    }

    @Test
    void asksNobodyWithoutConsentWhateverItsStateSays() {
        var docket = docket(State.OPEN, Cases.facts().withoutConsent().build(), false);
        assertThat(docket.consents(NOW)).isFalse();
        assertRejected("consent-missing", docket);
    }

    @Test
    void countsAConsentToTheEndOfItsDay() {
        var today = docket(State.OPEN, Cases.facts().consentUntil(TODAY).build(), false);
        var midnight =
                TODAY.plusDays(1).atStartOfDay(ZoneId.of("America/Los_Angeles")).toInstant();
        assertThat(today.consents(NOW)).isTrue();
        assertThat(today.consents(midnight.minusSeconds(1))).isTrue();
        assertThat(today.consents(midnight)).isFalse();
        assertThat(docket(State.OPEN, Cases.facts().build(), false).consents(NOW.plusSeconds(1_000_000_000)))
                .as("one that does not lapse")
                .isTrue();
        var yesterday = docket(
                State.OPEN, Cases.facts().consentUntil(TODAY.minusDays(1)).build(), false);
        assertRejected("consent-missing", yesterday);
    }

    @Test
    void knowsTheFundTheShortlistNamed() {
        var docket = docket(State.OPEN, Cases.facts().build(), false);
        assertThat(docket.proposedFund(TestMembers.PROVIDER)).contains(Cases.FUND);
        assertThat(docket.proposedFund(TestMembers.OTHER_PROVIDER))
                .as("eligible and unfunded")
                .isEmpty();
        assertThat(docket.proposedFund(TestMembers.SUSPENDED_PROVIDER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_CONSENT, true, true, true, NO_CONSENT",
        "PLACED, true, true, true, PLACED",
        "CONCLUDED, true, true, true, CONCLUDED",
        "CLOSED, true, true, true, CLOSED",
        "OPEN, true, true, true, OFFERED",
        "OPEN, true, false, false, OFFERED",
        "OPEN, false, true, true, NO_PROVIDER",
        "OPEN, false, false, true, NO_PROVIDER",
        "OPEN, false, true, false, WAITING",
        "OPEN, false, false, false, ROUTING"
    })
    void saysWhereRoutingStands(State state, boolean offered, boolean routed, boolean exhausted, RoutingState routing) {
        assertThat(Docket.routing(state, offered, routed, exhausted, null)).isEqualTo(routing);
        assertThat(docket(state, Cases.facts().build(), false, routed ? NOW : null, exhausted ? NOW : null)
                        .routing(offered))
                .isEqualTo(routing);
    }

    private static void assertRejected(String code, Docket docket) {
        assertThatThrownBy(() -> docket.requireOpen(NOW))
                .isInstanceOfSatisfying(
                        Rejected.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static Docket docket(State state, CaseFacts facts, boolean paused) {
        return docket(state, facts, paused, null, null);
    }

    private static Docket docket(
            State state,
            CaseFacts facts,
            boolean paused,
            @Nullable Instant routedAt,
            @Nullable Instant noProviderSince) {
        return new Docket(
                CaseId.create(),
                1,
                Cases.reference(),
                state,
                facts,
                NOW,
                NOW.plusSeconds(3_600),
                List.of(new Proposal(TestMembers.PROVIDER, Cases.FUND), new Proposal(TestMembers.OTHER_PROVIDER, null)),
                routedAt,
                noProviderSince,
                null,
                paused,
                null,
                null,
                null,
                OfferTerms.USUAL,
                null);
    }
}
