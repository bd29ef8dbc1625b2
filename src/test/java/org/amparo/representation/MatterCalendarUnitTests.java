package org.amparo.representation;

import static org.amparo.representation.Kept.BY;
import static org.amparo.representation.Kept.NOW;
import static org.amparo.representation.Kept.TODAY;
import static org.amparo.support.Deeds.announced;
import static org.amparo.support.Deeds.refused;
import static org.amparo.support.Deeds.saved;
import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.amparo.kernel.CourtCode;
import org.amparo.kernel.ListCode;
import org.amparo.kernel.NotFound;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hearings and deadlines. */
class MatterCalendarUnitTests {

    /** As the provider's calendar reaches: ten years, and their leap days. */
    private static final Duration FAR = Duration.ofDays(3_653);

    private final Kept kept = new Kept();
    private final Matter matter = kept.matter;

    @Test
    void announcesAHearing() {
        saved(matter);
        var at = NOW.plus(Duration.ofDays(4));

        var hearing = kept.schedule(at).hearings().getFirst();

        assertThat(announced(matter)).containsExactly(told(hearing.id(), at, null, TODAY.plusDays(4)));
    }

    @Test
    void tellsTheNextHearingWithEveryHearing() {
        saved(matter);

        kept.schedule(NOW.plus(Duration.ofDays(9)));
        kept.schedule(NOW.plus(Duration.ofDays(4)));
        kept.schedule(NOW.minus(Duration.ofDays(1)));

        assertThat(announced(matter))
                .extracting(fact -> ((HearingScheduled) fact).nextHearing())
                .containsExactly(TODAY.plusDays(9), TODAY.plusDays(4), TODAY.plusDays(4));
    }

    @Test
    void tellsThatNoHearingIsSetAnyMore() {
        var at = NOW.plus(Duration.ofDays(4));
        var hearing = kept.schedule(at).hearings().getFirst().id();
        saved(matter);

        kept.conclude(hearing, HearingResult.VACATED, null);

        assertThat(announced(matter)).containsExactly(told(hearing, at, HearingResult.VACATED, null));
    }

    @Test
    void movesAHearingUnderItsOwnId() {
        kept.schedule(NOW.plus(Duration.ofDays(4)));
        var second = kept.schedule(NOW.plus(Duration.ofDays(8))).hearings().getLast();
        saved(matter);
        var later = NOW.plus(Duration.ofDays(12));

        assertThat(kept.change(second.id(), later).hearings()).hasSize(2).last().satisfies(moved -> {
            assertThat(moved.id()).isEqualTo(second.id());
            assertThat(moved.hearingAt()).isEqualTo(later);
            assertThat(moved.source()).isEqualTo(HearingSource.COURT_STAFF);
        });
        assertThat(announced(matter)).containsExactly(told(second.id(), later, null, TODAY.plusDays(4)));
    }

    @Test
    void refusesAResultThatCannotBe() {
        var hearing = kept.schedule(NOW.plus(Duration.ofDays(4)))
                .hearings()
                .getFirst()
                .id();
        var putOff = ListCode.of("01");

        refused("matter-hearing-ahead", "result", () -> kept.conclude(hearing, HearingResult.HELD, null));
        refused(
                "matter-adjournment-missing",
                "adjournment",
                () -> kept.conclude(hearing, HearingResult.ADJOURNED, null));
        refused(
                "matter-adjournment-misplaced",
                "adjournment",
                () -> kept.conclude(hearing, HearingResult.VACATED, putOff));

        assertThat(kept.conclude(hearing, HearingResult.ADJOURNED, putOff).hearings())
                .singleElement()
                .satisfies(concluded -> {
                    assertThat(concluded.result()).isEqualTo(HearingResult.ADJOURNED);
                    assertThat(concluded.adjournment()).isEqualTo(putOff);
                });
        refused("matter-hearing-concluded", () -> kept.conclude(hearing, HearingResult.VACATED, null));
        refused("matter-hearing-concluded", () -> kept.change(hearing, NOW));
    }

    @Test
    void wasHeldOnceItsTimeHasCome() {
        kept.schedule(NOW.plus(Duration.ofDays(4)));
        var past = kept.schedule(NOW.minusSeconds(1)).hearings().getLast().id();

        assertThat(kept.conclude(past, HearingResult.HELD, null).hearings())
                .extracting(Hearing::result)
                .containsExactly(null, HearingResult.HELD);
    }

    @Test
    void knowsNoHearingOfAnotherMatter() {
        kept.schedule(NOW.plus(Duration.ofDays(4)));

        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> kept.change(HearingId.create(), NOW));
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> kept.conclude(HearingId.create(), HearingResult.VACATED, null));
    }

    @Test
    void refusesHearingsNoCalendarHas() {
        var hearing = kept.schedule(NOW).hearings().getFirst().id();

        refused(
                "matter-date-too-late",
                "hearingAt",
                () -> kept.schedule(NOW.plus(FAR).plusSeconds(1)));
        refused(
                "matter-date-too-early",
                "hearingAt",
                () -> kept.schedule(NOW.minus(FAR).minusSeconds(1)));
        refused(
                "matter-date-too-late",
                "hearingAt",
                () -> kept.change(hearing, NOW.plus(FAR).plusSeconds(1)));

        assertThat(kept.schedule(NOW.plus(FAR)).hearings()).hasSize(2);
        assertThat(kept.schedule(NOW.minus(FAR)).hearings()).hasSize(3);
    }

    @Test
    void refusesToHaveBeenCheckedTomorrowOrLongAgo() {
        refused("matter-date-in-future", "lastVerified", () -> kept.schedule(NOW, TODAY.plusDays(1)));
        refused(
                "matter-date-too-early",
                "lastVerified",
                () -> kept.schedule(NOW, TODAY.minusYears(1).minusDays(1)));

        assertThat(kept.schedule(NOW, TODAY.minusYears(1)).hearings()).hasSize(1);
    }

    @Test
    void hasDeadlinesOfLastYearAndOfTheNextTen() {
        refused(
                "matter-date-too-early",
                "due",
                () -> kept.due(TODAY.minusYears(1).minusDays(1)));
        refused(
                "matter-date-too-late",
                "due",
                () -> kept.due(TODAY.plusYears(10).plusDays(1)));

        kept.due(TODAY.minusYears(1));
        assertThat(kept.due(TODAY.plusYears(10)).deadlines())
                .extracting(Deadline::due)
                .containsExactly(TODAY.minusYears(1), TODAY.plusYears(10));
    }

    @Test
    void settlesADeadlineOnce() {
        kept.due(TODAY.plusDays(10));
        kept.due(TODAY.plusDays(20));
        var met = kept.due(TODAY.plusDays(30)).deadlines().get(1).id();
        var dropped = matter.deadlines().getLast().id();
        refused("matter-date-in-future", "on", () -> kept.meet(met, TODAY.plusDays(1)));

        assertThat(kept.meet(met, TODAY).deadlines())
                .filteredOn(Deadline::isOpen)
                .hasSize(2);
        assertThat(kept.drop(dropped).deadlines())
                .satisfiesExactly(
                        open -> assertThat(open.isOpen()).isTrue(),
                        done -> assertThat(done.metOn()).isEqualTo(TODAY),
                        gone -> assertThat(gone.droppedOn()).isEqualTo(TODAY));
        refused("matter-deadline-settled", () -> kept.drop(met));
        refused("matter-deadline-settled", () -> kept.meet(dropped, TODAY));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> kept.drop(DeadlineId.create()));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> kept.meet(DeadlineId.create(), TODAY));
    }

    @Test
    void handsOutItsNextHearing() {
        kept.schedule(NOW.minusSeconds(1));
        assertThat(matter.nextHearing(NOW)).isNull();

        kept.schedule(NOW);
        assertThat(matter.nextHearing(NOW)).extracting(Hearing::hearingAt).isEqualTo(NOW);
    }

    private HearingScheduled told(
            HearingId hearing, Instant at, @Nullable HearingResult result, @Nullable LocalDate next) {
        return new HearingScheduled(
                matter.id(),
                matter.caseFile(),
                hearing,
                matter.reference(),
                PROVIDER,
                ATTORNEY.member(),
                ListCode.of("CY"),
                CourtCode.of("ADL"),
                at,
                result,
                next,
                BY,
                NOW);
    }
}
