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
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.support.TestCatalog;
import org.amparo.support.TestMembers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaseFileUnitTests {

    private static final LocalDate HEARING = LocalDate.of(2026, 12, 15);
    private static final Clock DAY_BEFORE_THE_HEARING =
            Clock.fixed(Instant.parse("2026-12-14T20:00:00Z"), ZoneOffset.UTC);

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
    void isOfWhoeverTookTheCall() {
        var earlier = NOON.minus(Duration.ofMinutes(20));
        var file = opened(Stories.wifeOfAManAtAdelanto());

        assertThat(file.openedBy()).isEqualTo(TestMembers.VOLUNTEER.member());
        assertThat(file.openedFor()).isEqualTo(TestMembers.HOTLINE);
        assertThat(file.openedAt()).isEqualTo(NOON);
        assertThat(file.isOf(TestMembers.HOTLINE)).isTrue();
        assertThat(file.isOf(TestMembers.PROVIDER)).isFalse();
        assertThat(file.told().notes()).singleElement().extracting(Note::by).isEqualTo(TestMembers.VOLUNTEER.member());
        assertThat(opened(Stories.story().calledAt(earlier).tell()).callStarted())
                .isEqualTo(earlier);
    }

    @Test
    void isOfTheWholeHotlineWhenNobodyTookTheCall() {
        var file = AtNoon.openedBy(Actor.system(), Stories.story().saying(null).tell());

        assertThat(file.openedBy()).isNull();
        assertThat(file.openedFor()).isNull();
        assertThat(file.isOf(TestMembers.HOTLINE)).isTrue();
        assertThat(file.told().notes()).isEmpty();
        assertThat(file.timeline())
                .singleElement()
                .extracting(Observation::recordedBy)
                .isNull();
    }

    @Test
    void isBornJudgedByWhoeverTookTheCall() {
        var reason = PersonalText.of("Signed already");
        var file = opened(
                Stories.story().judged(new UrgencyOverride(Urgency.U3, reason)).tell());

        assertThat(file.urgency()).isEqualTo(Urgency.U3);
        assertThat(file.reasoning().computed()).isEqualTo(Urgency.U1);
        assertThat(file.told().overrideReason()).isEqualTo(reason);
    }

    @Test
    void isStaleBeforeItWasEverSaved() {
        refused("stale-version", () -> opened(Stories.wifeOfAManAtAdelanto()).expect(0));
    }

    @Test
    void tellsWhetherADeedIsAnnounced() {
        var file = opened(Stories.wifeOfAManAtAdelanto());
        assertThat(file.announcesNothing()).as("its opening is").isFalse();
        assertThat(saved(file).touch(NOON).announcesNothing()).isTrue();
    }

    @Test
    void keepsAnEarlierSightingWithoutMovingAnybody() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));
        var jail = new Sighting(
                CustodyStatus.LOCAL_CUSTODY, null, NOON.minus(Duration.ofHours(5)), ObservationSource.WITNESS);
        assertThat(file.observe(jail, VOLUNTEER, NOW).timeline())
                .extracting(Observation::custody)
                .containsExactly(CustodyStatus.LOCAL_CUSTODY, CustodyStatus.DETAINED);
        assertThat(announced(file)).isEmpty();
        assertThat(file.custody()).isEqualTo(CustodyStatus.DETAINED);
        assertThat(file.facility()).isEqualTo(TestCatalog.ADELANTO);
    }

    @Test
    void countsTheSameSightingOnce() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));
        var seen = new Sighting(
                CustodyStatus.DETAINED,
                TestCatalog.OTAY_MESA,
                NOON.plus(Duration.ofHours(1)),
                ObservationSource.ATTORNEY);
        file.observe(seen, VOLUNTEER, NOW).observe(seen, VOLUNTEER, NOW).observe(seen, VOLUNTEER, NOW);
        assertThat(file.timeline()).hasSize(2).last().satisfies(observed -> {
            assertThat(observed.recordedBy()).isEqualTo(TestMembers.VOLUNTEER.member());
            assertThat(observed.recordedAt()).isEqualTo(NOON);
        });
        assertThat(announced(file))
                .containsExactly(new PersonMoved(file.id(), TestCatalog.ADELANTO, file.facts(), VOLUNTEER, NOON));
    }

    @Test
    void confirmsTheSamePlaceWithoutAMove() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));
        var later = NOON.plus(Duration.ofHours(1));
        var same = new Sighting(CustodyStatus.DETAINED, TestCatalog.ADELANTO, later, ObservationSource.LOCATOR);
        assertThat(file.observe(same, VOLUNTEER, NOW).custodySeenAt()).isEqualTo(later);
        assertThat(announced(file)).isEmpty();
    }

    @Test
    void announcesThatSomebodyFreeWasTakenAgain() {
        var file = saved(opened(Stories.story()
                .answering(Map.of())
                .heldAt(CustodyStatus.RELEASED, null)
                .tell()));
        file.observe(new Sighting(CustodyStatus.DETAINED, null, null, ObservationSource.FAMILY), VOLUNTEER, NOW);
        assertThat(announced(file))
                .containsExactly(
                        new PersonMoved(file.id(), null, file.facts(), VOLUNTEER, NOON),
                        new UrgencyRaised(file.id(), Urgency.U4, file.facts(), VOLUNTEER, NOON));
        assertThat(file.urgency()).isEqualTo(Urgency.U3);
    }

    @Test
    void announcesAReleaseWithItsLesserUrgency() {
        var file = saved(opened(Stories.story().answering(Map.of()).tell()));
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
        var file = saved(opened(Stories.story().answering(Map.of()).tell()));
        var tomorrow = new HearingDetails(TODAY.plusDays(1), null, ObservationSource.COURT, null);
        assertThat(file.knowHearing(tomorrow, VOLUNTEER, NOW).hearing())
                .as("checked on the day it was told")
                .isEqualTo(new HearingDetails(TODAY.plusDays(1), null, ObservationSource.COURT, TODAY));
        assertThat(announced(file)).singleElement().isInstanceOfSatisfying(UrgencyRaised.class, event -> {
            assertThat(event.before()).isEqualTo(Urgency.U3);
            assertThat(event.facts().urgency()).isEqualTo(Urgency.U1);
        });
    }

    @Test
    void keepsTheDayAHearingWasCheckedAndForgetsOneThatIsOff() {
        var court = CourtCode.of("ADL");
        var checked = new HearingDetails(TODAY.plusDays(30), court, ObservationSource.COURT, TODAY.minusDays(2));
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));

        assertThat(file.knowHearing(checked, VOLUNTEER, NOW).hearing()).isEqualTo(checked);
        assertThat(file.facts()).satisfies(facts -> {
            assertThat(facts.nextHearing()).isEqualTo(TODAY.plusDays(30));
            assertThat(facts.court()).isEqualTo(court);
        });
        assertThat(file.knowHearing(null, VOLUNTEER, NOW).hearing()).isNull();
        assertThat(file.facts().nextHearing()).isNull();
        assertThat(announced(file)).hasSize(2).allMatch(NeedsChanged.class::isInstance);
    }

    @Test
    void becomesMoreUrgentAsTheHearingComesNearer() {
        var file = saved(
                opened(Stories.story().answering(Map.of()).hearingOn(HEARING).tell()));
        assertThat(file.reconsider(NOW).announcesNothing()).isTrue();
        file.reconsider(DAY_BEFORE_THE_HEARING);
        assertThat(announced(file))
                .containsExactly(new UrgencyRaised(
                        file.id(), Urgency.U3, file.facts(), Actor.system(), DAY_BEFORE_THE_HEARING.instant()));
    }

    @Test
    void staysAsUrgentAsItWasWhenDatesHavePassed() {
        var file = saved(opened(
                Stories.story().answering(Map.of()).hearingOn(TODAY.plusDays(1)).tell()));
        var because = file.reasoning();

        assertThat(file.reconsider(DAY_BEFORE_THE_HEARING).urgency()).isEqualTo(Urgency.U1);
        assertThat(file.reasoning()).as("what it rests on").isEqualTo(because);
        assertThat(file.announcesNothing()).isTrue();
    }

    @Test
    void saysNothingOfDatesOnceClosed() {
        var file = opened(Stories.story().answering(Map.of()).hearingOn(HEARING).tell());
        saved(file.close(CloseReason.SERVED, VOLUNTEER, NOW)).reconsider(DAY_BEFORE_THE_HEARING);

        assertThat(file.announcesNothing()).isTrue();
    }

    @Test
    void countsTheFirstHoursFromTheHourWhereItIsKnown() {
        var day = TODAY.minusDays(3);
        var known = opened(Stories.story()
                .answering(Map.of())
                .arrested(day, LocalTime.of(11, 0))
                .tell());
        var dayOnly =
                opened(Stories.story().answering(Map.of()).arrested(day, null).tell());

        assertThat(known.urgency()).as("73 hours ago").isEqualTo(Urgency.U3);
        assertThat(dayOnly.urgency()).as("may be 60 hours ago").isEqualTo(Urgency.U1);
    }

    @Test
    void tellsSinceWhenSomebodyIsDetained() {
        var day = TODAY.minusDays(30);
        var file = opened(Stories.story().arrested(day, null).tell());
        assertThat(file.facts().detainedSince()).as("since the arrest").isEqualTo(day);

        saved(file).correctArrest(handedOver(day, TODAY.minusDays(20)), VOLUNTEER, NOW);
        assertThat(file.facts().detainedSince()).isEqualTo(TODAY.minusDays(20));
        assertThat(announced(file)).containsExactly(new NeedsChanged(file.id(), file.facts(), VOLUNTEER, NOON));
    }

    @Test
    void isMoreUrgentWhenTheArrestWasYesterday() {
        var file = saved(opened(Stories.story().answering(Map.of()).tell()));
        var arrest = handedOver(TODAY.minusDays(1), null);

        assertThat(file.correctArrest(arrest, VOLUNTEER, NOW).arrest()).isEqualTo(arrest);
        assertThat(announced(file))
                .containsExactly(new UrgencyRaised(file.id(), Urgency.U3, file.facts(), VOLUNTEER, NOON));
    }

    private static ArrestDetails handedOver(LocalDate on, @Nullable LocalDate detainedSince) {
        return new ArrestDetails(on, null, null, List.of(), null, ArrestHow.JAIL_TRANSFER, detainedSince);
    }

    @Test
    void asksRoutingAnewWhenFactsAreOtherwise() {
        var file = saved(opened(Stories.story().answering(Map.of()).tell()));
        var change = change(file, Set.of(Service.BOND), Map.of(), null);

        assertThat(file.tellOtherwise(change, 210, VOLUNTEER, NOW).rounds())
                .containsExactly(new Round(1, Set.of(Service.BOND), NOON));
        assertThat(announced(file)).containsExactly(new NeedsChanged(file.id(), file.facts(), VOLUNTEER, NOON));
        assertThat(file.facts().needs()).containsExactly(Service.BOND);
        assertThat(file.facts().fund()).isEqualTo(new FundFacts(TestCatalog.KERN, 210, Answer.YES));
        assertThat(file.told().household()).isEqualTo(2);

        assertThat(saved(file).tellOtherwise(change, 210, VOLUNTEER, NOW).announcesNothing())
                .as("told again")
                .isTrue();
    }

    @Test
    void isMoreUrgentWhenRemovalIsFeared() {
        var file = saved(opened(Stories.story().answering(Map.of()).tell()));
        var tonight = NOON.plus(Duration.ofHours(9));
        var change = change(file, Set.of(Service.BOND), Map.of(UrgencyReason.TOLD_TO_SIGN, Answer.YES), tonight);

        assertThat(file.tellOtherwise(change, null, VOLUNTEER, NOW).removalFeared())
                .isEqualTo(tonight);
        assertThat(announced(file))
                .containsExactly(new UrgencyRaised(file.id(), Urgency.U3, file.facts(), VOLUNTEER, NOON));
        assertThat(file.reasoning().reasons())
                .containsExactly(UrgencyReason.REMOVAL_DATE_NEAR, UrgencyReason.TOLD_TO_SIGN);
    }

    @Test
    void changesTheNeedsOfThisRoundAlone() {
        var file = opened(Stories.wifeOfAManAtAdelanto())
                .remain(Set.of(Service.FULL_REMOVAL_DEFENSE), VOLUNTEER, NOON.plusSeconds(1), NOW)
                .remain(Set.of(Service.BIA_APPEAL), VOLUNTEER, NOON.plusSeconds(2), NOW);
        var before = file.rounds();

        file.tellOtherwise(change(file, Set.of(Service.HABEAS), Map.of(), null), null, VOLUNTEER, NOW);

        assertThat(file.round()).isEqualTo(3);
        assertThat(file.rounds())
                .containsExactly(
                        before.get(0), before.get(1), new Round(3, Set.of(Service.HABEAS), NOON.plusSeconds(2)));
    }

    private static ChangeFacts change(
            CaseFile file, Set<Service> needs, Map<UrgencyReason, Answer> answers, @Nullable Instant removalFeared) {
        return new ChangeFacts(
                file.id(), 0, needs, answers, removalFeared, new FundDetails(TestCatalog.KERN, 2, 60_000, Answer.YES));
    }

    @Test
    void announcesThatThePersonSpeaksAnotherLanguage() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));
        var person = PersonDetails.named("Mateo Pérez");

        assertThat(file.correctPerson(person, List.of(), VOLUNTEER, NOW).told()).satisfies(told -> {
            assertThat(told.person()).isEqualTo(person);
            assertThat(told.parties()).isEmpty();
        });
        assertThat(announced(file)).containsExactly(new NeedsChanged(file.id(), file.facts(), VOLUNTEER, NOON));
        assertThat(file.facts().language()).isNull();
        assertThat(file.facts().spanish()).isEqualTo(SpanishFluency.UNKNOWN);
    }

    @Test
    void tellsNobodyWhoCalledAndWhatWasSaid() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));
        var attempt = new LocatorAttempt(
                NOON, TestMembers.VOLUNTEER.member(), PersonalText.of("PEREZ"), null, LocatorResult.NOT_FOUND);

        var told = file.correctCaller(CallerDetails.unknown())
                .note(PersonalText.of("Has asthma."), VOLUNTEER, NOW)
                .tried(attempt)
                .touch(NOON)
                .told();

        assertThat(told.caller()).isEqualTo(CallerDetails.unknown());
        assertThat(told.notes())
                .hasSize(2)
                .last()
                .isEqualTo(new Note(NOON, TestMembers.VOLUNTEER.member(), PersonalText.of("Has asthma.")));
        assertThat(told.attempts()).containsExactly(attempt);
        assertThat(file.announcesNothing()).isTrue();
    }

    @Test
    void anOverrideIsWrittenDownWithItsReason() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));
        var reason = PersonalText.of("Already signed");

        assertThat(file.override(new UrgencyOverride(Urgency.U3, reason), VOLUNTEER, NOW)
                        .told()
                        .overrideReason())
                .isEqualTo(reason);
        assertThat(file.override(null, VOLUNTEER, NOW).told().overrideReason()).isNull();
    }

    @Test
    void anOverrideStandsUntilItIsTakenBack() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));
        file.override(new UrgencyOverride(Urgency.U3, PersonalText.of("Already signed")), VOLUNTEER, NOW);
        assertThat(announced(file)).singleElement().isInstanceOf(NeedsChanged.class);
        file.reconsider(NOW);
        assertThat(file.urgency()).isEqualTo(Urgency.U3);
        saved(file).override(null, VOLUNTEER, NOW);
        assertThat(announced(file)).singleElement().isInstanceOf(UrgencyRaised.class);
    }

    @Test
    void routesWhatRemainsAsTheNextRound() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));
        file.remain(Set.of(Service.FULL_REMOVAL_DEFENSE), VOLUNTEER, NOON.plusSeconds(1), NOW)
                .remain(Set.of(Service.FULL_REMOVAL_DEFENSE), VOLUNTEER, NOON.plusSeconds(1), NOW)
                .remain(Set.of(), VOLUNTEER, NOON.plusSeconds(2), NOW);
        assertThat(announced(file)).singleElement().isInstanceOfSatisfying(NeedsChanged.class, event -> {
            assertThat(event.facts().round()).isEqualTo(2);
            assertThat(event.facts().needs()).containsExactly(Service.FULL_REMOVAL_DEFENSE);
        });
    }

    @Test
    void whatRemainsIsAsUrgentAsDatesAreByThen() {
        var file = saved(
                opened(Stories.story().answering(Map.of()).hearingOn(HEARING).tell()));

        file.remain(Set.of(Service.BOND), VOLUNTEER, NOON.plusSeconds(1), DAY_BEFORE_THE_HEARING);

        assertThat(announced(file))
                .containsExactly(
                        new NeedsChanged(file.id(), file.facts(), VOLUNTEER, DAY_BEFORE_THE_HEARING.instant()));
        assertThat(file.facts().urgency()).isEqualTo(Urgency.U1);
    }

    @Test
    void announcesThatItWasClosed() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()));

        assertThat(file.close(CloseReason.PRIVATE_COUNSEL, VOLUNTEER, NOW).isClosed())
                .isTrue();
        assertThat(file.closedAt()).isEqualTo(NOON);
        assertThat(file.closeReason()).isEqualTo(CloseReason.PRIVATE_COUNSEL);
        assertThat(announced(file))
                .containsExactly(new CaseClosed(file.id(), CloseReason.PRIVATE_COUNSEL, VOLUNTEER, NOON));
    }

    @Test
    void changesNothingOnceClosed() {
        var file = saved(opened(Stories.wifeOfAManAtAdelanto()).close(CloseReason.SERVED, VOLUNTEER, NOW));
        List<ThrowingCallable> deeds = List.of(
                () -> file.close(CloseReason.SERVED, VOLUNTEER, NOW),
                () -> file.override(null, VOLUNTEER, NOW),
                () -> file.tellOtherwise(change(file, Set.of(Service.BOND), Map.of(), null), null, VOLUNTEER, NOW),
                () -> file.correctArrest(ArrestDetails.unknown(), VOLUNTEER, NOW),
                () -> file.correctCaller(CallerDetails.unknown()),
                () -> file.correctPerson(PersonDetails.named("Mateo"), List.of(), VOLUNTEER, NOW),
                () -> file.answerConsent(Stories.consentOfThePerson(), VOLUNTEER, NOW),
                () -> file.ratifyConsent(VOLUNTEER, NOW));
        assertThat(deeds).allSatisfy(deed -> refused("case-closed", deed));
        var free = new Sighting(CustodyStatus.RELEASED, null, NOON.plusSeconds(60), ObservationSource.FAMILY);
        assertThat(file.observe(free, VOLUNTEER, NOW).custody())
                .as("written down all the same")
                .isEqualTo(CustodyStatus.RELEASED);
        file.remain(Set.of(Service.BOND), VOLUNTEER, NOON.plusSeconds(1), NOW);
        file.knowHearing(null, VOLUNTEER, NOW);
        assertThat(announced(file)).isEmpty();
    }
}
