package org.amparo.representation;

import static org.amparo.representation.Kept.ACCEPTED;
import static org.amparo.representation.Kept.BY;
import static org.amparo.representation.Kept.NOW;
import static org.amparo.representation.Kept.TODAY;
import static org.amparo.support.Deeds.announced;
import static org.amparo.support.Deeds.refused;
import static org.amparo.support.Deeds.saved;
import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.amparo.intake.CustodyStatus;
import org.amparo.support.TestCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the person is, and where the legal case stands. */
class MatterTracksUnitTests {

    private static final LocalDate OPENED = TODAY.minusDays(3);

    private final Kept kept = new Kept();
    private final Matter matter = kept.matter;

    @Test
    void releasesThePersonWhenBondIsPosted() {
        saved(matter);

        assertThat(kept.outcome(Outcome.BOND_POSTED, TODAY, 500_000L, null)).satisfies(released -> {
            assertThat(released.custodyStatus()).isEqualTo(CustodyStatus.RELEASED);
            assertThat(released.custodyFacility()).isNull();
            assertThat(released.custodyObservedAt()).isEqualTo(NOW);
            assertThat(released.outcomes())
                    .containsExactly(new RecordedOutcome(
                            Outcome.BOND_POSTED,
                            TODAY,
                            500_000L,
                            ATTORNEY.member().value(),
                            NOW));
        });
        assertThat(announced(matter))
                .containsExactly(
                        new OutcomeRecorded(
                                matter.id(),
                                matter.caseFile(),
                                PROVIDER,
                                matter.fund(),
                                Outcome.BOND_POSTED,
                                TODAY,
                                500_000L,
                                BY,
                                NOW),
                        new CustodyChanged(matter.id(), matter.caseFile(), CustodyStatus.RELEASED, null, NOW, BY, NOW));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"BOND_POSTED", "OWN_RECOGNIZANCE", "PAROLED", "ALTERNATIVES_TO_DETENTION", "RELEASED_BY_HABEAS"})
    void setsFree(Outcome outcome) {
        assertThat(kept.outcome(outcome).custodyStatus()).isEqualTo(CustodyStatus.RELEASED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"REMOVED", "DEPARTED"})
    void endsAbroad(Outcome outcome) {
        assertThat(kept.outcome(outcome).custodyStatus()).isEqualTo(CustodyStatus.OUTSIDE_COUNTRY);
    }

    @Test
    void wasFreeFromNoonOfADayGoneBy() {
        var yesterday = TODAY.minusDays(1);

        assertThat(kept.outcome(Outcome.PAROLED, yesterday, null, null).custodyObservedAt())
                .isEqualTo(
                        LocalTime.NOON.atDate(yesterday).atZone(Matter.PACIFIC).toInstant());
    }

    @Test
    void keepsTheTracksApart() {
        kept.outcome(Outcome.BOND_GRANTED, TODAY, 500_000L, null);
        kept.outcome(Outcome.ASYLUM);

        assertThat(matter.custodyStatus()).isEqualTo(CustodyStatus.DETAINED);
        assertThat(matter.legalOutcome()).isEqualTo(Outcome.ASYLUM);
        assertThat(matter.legalOn()).isEqualTo(TODAY);
        assertThat(matter.serviceState()).isEqualTo(ServiceState.AWAITING_CONTACT);
    }

    @Test
    void keepsTheYoungestLegalOutcomeWhenAnOlderOneIsAddedLater() {
        kept.outcome(Outcome.REMANDED);
        kept.outcome(Outcome.REMOVAL_ORDER, TODAY.minusDays(30), null, null);

        assertThat(matter.legalOutcome()).isEqualTo(Outcome.REMANDED);
        assertThat(matter.outcomes()).hasSize(2);
        assertThat(kept.outcome(Outcome.TERMINATION).legalOutcome())
                .as("the later told of two of one day")
                .isEqualTo(Outcome.TERMINATION);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"BOND_SET", "BOND_GRANTED", "BOND_POSTED"},
            mode = EnumSource.Mode.EXCLUDE)
    void refusesAnAmountWhereItMeansNothing(Outcome outcome) {
        var ofService = outcome.track() == Track.SERVICE;
        var code = ofService ? "matter-outcome-closes" : "matter-amount-misplaced";
        var field = ofService ? "outcome" : "amountCents";

        refused(code, field, () -> kept.outcome(outcome, TODAY, 0L, null));
        refused(code, field, () -> kept.outcome(outcome, TODAY, 500_000L, null));
    }

    @Test
    void refusesABondWithoutAmountOfNothingOrOfMillions() {
        refused("matter-amount-missing", "amountCents", () -> kept.outcome(Outcome.BOND_SET));
        refused("matter-amount-missing", "amountCents", () -> kept.outcome(Outcome.BOND_GRANTED));
        refused("matter-amount-not-positive", "amountCents", () -> bondOf(0));
        refused("matter-amount-not-positive", "amountCents", () -> bondOf(-1));
        refused("matter-amount-too-high", "amountCents", () -> bondOf(100_000_001));

        assertThat(bondOf(100_000_000).outcomes()).hasSize(1);
        assertThat(bondOf(1).outcomes()).hasSize(2);
    }

    private Matter bondOf(long cents) {
        return kept.outcome(Outcome.BOND_SET, TODAY, cents, null);
    }

    @Test
    void refusesOutcomesOfTomorrowAndOfMoreThanAYearBeforeItsOpening() {
        var earliest = OPENED.minusYears(1);
        refused("matter-date-in-future", "on", () -> kept.outcome(Outcome.ASYLUM, TODAY.plusDays(1), null, null));
        refused("matter-date-too-early", "on", () -> kept.outcome(Outcome.ASYLUM, earliest.minusDays(1), null, null));

        assertThat(kept.outcome(Outcome.ASYLUM, earliest, null, null).legalOn()).isEqualTo(earliest);
    }

    @Test
    void refusesSightingsOfTomorrowAndOfMoreThanAYearBeforeItsOpening() {
        refused(
                "matter-date-in-future",
                "observedOn",
                () -> kept.observe(CustodyStatus.RELEASED, null, NOW.plusSeconds(1)));
        refused(
                "matter-date-too-early",
                "observedOn",
                () -> kept.observe(CustodyStatus.RELEASED, null, NOW.minus(Duration.ofDays(400))));
    }

    @Test
    void livesByPacificDays() {
        var lateEvening = Instant.parse("2026-03-17T05:30:00Z"); // still the 16th in Los Angeles

        refused(
                "matter-date-in-future",
                "on",
                () -> matter.record(
                        new RecordOutcome(matter.id(), 0, Outcome.ASYLUM, TODAY.plusDays(1), null, null),
                        BY,
                        lateEvening));
    }

    @Test
    void asksForTheFacilityOfATransferAndOfNothingElse() {
        refused("matter-facility-missing", "facility", () -> kept.outcome(Outcome.TRANSFERRED));
        refused(
                "matter-facility-misplaced",
                "facility",
                () -> kept.outcome(Outcome.BOND_DENIED, TODAY, null, TestCatalog.OTAY_MESA));

        kept.outcome(Outcome.TRANSFERRED, TODAY, null, TestCatalog.OTAY_MESA);

        assertThat(matter.custodyStatus()).isEqualTo(CustodyStatus.DETAINED);
        assertThat(matter.custodyFacility()).isEqualTo(TestCatalog.OTAY_MESA);
    }

    @Test
    void holdsOnlyWhoIsInCustodyInAFacility() {
        refused(
                "matter-facility-misplaced",
                "facility",
                () -> kept.observe(CustodyStatus.RELEASED, TestCatalog.OTAY_MESA, NOW));
        saved(matter);

        kept.observe(CustodyStatus.LOCAL_CUSTODY, TestCatalog.OTAY_MESA, NOW);

        assertThat(matter.custodyFacility()).isEqualTo(TestCatalog.OTAY_MESA);
        assertThat(announced(matter))
                .containsExactly(new CustodyChanged(
                        matter.id(),
                        matter.caseFile(),
                        CustodyStatus.LOCAL_CUSTODY,
                        TestCatalog.OTAY_MESA,
                        NOW,
                        BY,
                        NOW));
    }

    @Test
    void followsThePersonFromSightingToSighting() {
        kept.observe(CustodyStatus.DETAINED, TestCatalog.OTAY_MESA, NOW.minusSeconds(60));

        assertThat(kept.observe(CustodyStatus.RELEASED, null, NOW).custodyStatus())
                .isEqualTo(CustodyStatus.RELEASED);
        assertThat(kept.observe(CustodyStatus.DETAINED, null, NOW).custodyStatus())
                .as("the later told of two of one moment")
                .isEqualTo(CustodyStatus.DETAINED);
    }

    @Test
    void doesNotLetAnOlderSightingOverwriteAYoungerOne() {
        kept.outcome(Outcome.BOND_POSTED, TODAY, 500_000L, null);

        kept.observe(CustodyStatus.DETAINED, TestCatalog.OTAY_MESA, NOW.minus(Duration.ofDays(2)));

        assertThat(matter.custodyStatus()).isEqualTo(CustodyStatus.RELEASED);
        assertThat(matter.observations()).hasSize(3);
    }

    @Test
    void believesItsOwnEyesRatherThanTheOffer() {
        kept.observe(CustodyStatus.RELEASED, null, ACCEPTED.minusSeconds(60));

        assertThat(matter.custodyStatus()).isEqualTo(CustodyStatus.RELEASED);
        assertThat(matter.observations())
                .extracting(Observation::origin)
                .containsExactly(Observation.Origin.ACCEPTANCE, Observation.Origin.PROVIDER);
    }
}
