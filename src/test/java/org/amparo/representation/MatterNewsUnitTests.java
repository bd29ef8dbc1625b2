package org.amparo.representation;

import static org.amparo.representation.Kept.ACCEPTED;
import static org.amparo.representation.Kept.NOW;
import static org.amparo.representation.Kept.TODAY;
import static org.amparo.support.Deeds.announced;
import static org.amparo.support.Deeds.saved;
import static org.amparo.support.TestMembers.ATTORNEY;
import static org.amparo.support.TestMembers.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.amparo.intake.CustodyStatus;
import org.amparo.kernel.Actor;
import org.amparo.kernel.FacilityCode;
import org.amparo.support.TestCatalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What others tell of the case. */
class MatterNewsUnitTests {

    private final Kept kept = new Kept();
    private final Matter matter = kept.matter;

    @Test
    void writesNewsFromOthersOnceUntilSomebodySawThem() {
        saved(matter);
        var at = NOW.minusSeconds(30);
        var news = moved(TestCatalog.OTAY_MESA, at);

        matter.notice(news, NOW).notice(news, NOW);

        assertThat(matter.notices()).containsExactly(news);
        assertThat(announced(matter)).containsExactly(told(NoticeKind.MOVED, at));
        assertThat(matter.acknowledge(NOW).notices()).containsExactly(news.seen(NOW));
    }

    @Test
    void takesWhatItToldItselfForNoNews() {
        kept.outcome(Outcome.TRANSFERRED, TODAY, null, TestCatalog.OTAY_MESA);
        assertThat(matter.notice(moved(TestCatalog.OTAY_MESA, NOW), NOW).notices())
                .isEmpty();

        kept.observe(CustodyStatus.RELEASED, null, NOW);
        assertThat(matter.notice(released(NOW), NOW).notices()).isEmpty();

        kept.observe(CustodyStatus.NOT_DETAINED, null, NOW);
        assertThat(matter.notice(released(NOW.plusSeconds(1)), NOW).notices()).isEmpty();
    }

    @Test
    void hearsThatSomebodyIsFree() {
        assertThat(matter.notice(released(NOW), NOW).notices()).containsExactly(released(NOW));
    }

    @Test
    void hearsThatSomebodyFreeWasTakenToAPlaceNobodyKnows() {
        kept.observe(CustodyStatus.RELEASED, null, NOW);
        var taken = moved(null, NOW.plusSeconds(60));

        assertThat(matter.notice(taken, NOW).notices()).containsExactly(taken);
    }

    @Test
    void hearsThatSomebodyIsBackWhereTheyWere() {
        matter.notice(moved(TestCatalog.OTAY_MESA, NOW.minusSeconds(60)), NOW);
        var back = moved(TestCatalog.ADELANTO, NOW);

        assertThat(matter.notice(back, NOW).notices()).hasSize(2).last().isEqualTo(back);
    }

    @Test
    void looksAtNoCustodyOfOthersOnceItKnowsBetter() {
        var elsewhere = moved(TestCatalog.CALIFORNIA_CITY, NOW.minusSeconds(60));
        var consent = new Notice(NoticeKind.CONSENT_WITHDRAWN, null, null, NOW.minusSeconds(60), null);
        matter.notice(elsewhere, NOW).notice(consent, NOW);

        kept.observe(CustodyStatus.DETAINED, TestCatalog.OTAY_MESA, NOW);

        assertThat(matter.notices()).containsExactly(elsewhere.seen(NOW), consent);
        assertThat(matter.notice(moved(TestCatalog.OTAY_MESA, NOW.plusSeconds(1)), NOW)
                        .notices())
                .as("its own word")
                .hasSize(2);
    }

    @Test
    void hearsOfAHearingItDoesNotHave() {
        saved(matter);
        var told = NOW.minusSeconds(5);

        matter.hearingIs(TODAY, told, NOW).hearingIs(TODAY, told.plusSeconds(1), NOW);

        assertThat(matter.notices()).containsExactly(new Notice(NoticeKind.HEARING, null, null, told, null));
        assertThat(announced(matter)).containsExactly(told(NoticeKind.HEARING, told));
        assertThat(matter.hearingIs(TODAY.plusDays(1), NOW, NOW).notices())
                .as("another day")
                .hasSize(2);
    }

    @Test
    void hearsNothingNewOfHearingsOnItsCalendarOrPast() {
        kept.schedule(NOW.plus(Duration.ofDays(4)));

        assertThat(matter.hearingIs(TODAY.plusDays(4), NOW, NOW).notices()).isEmpty();
        assertThat(matter.hearingIs(TODAY.minusDays(1), NOW, NOW).notices()).isEmpty();
    }

    @Test
    void hearsNothingOnceClosed() {
        saved(kept.close(Outcome.WITHDREW, null));

        matter.notice(moved(TestCatalog.OTAY_MESA, NOW), NOW).hearingIs(TODAY, NOW, NOW);

        assertThat(matter.notices()).isEmpty();
        assertThat(matter.announcesNothing()).isTrue();
    }

    @Test
    void keepsAQuestionOpenUntilItIsAnswered() {
        var question = new Notice(NoticeKind.QUESTIONED, null, null, ACCEPTED, null);
        var news = moved(TestCatalog.OTAY_MESA, NOW);
        matter.notice(question, NOW).notice(news, NOW);

        assertThat(matter.keep(NOW).notices())
                .as("only the question is answered")
                .containsExactly(question.seen(NOW), news);
        matter.notice(new Notice(NoticeKind.QUESTIONED, null, null, NOW, null), NOW);
        assertThat(matter.acknowledge(NOW).notices())
                .as("a look is no answer")
                .extracting(Notice::isOpenQuestion)
                .containsExactly(false, false, true);
    }

    @Test
    void hasNothingToKeepUnasked() {
        var news = moved(TestCatalog.OTAY_MESA, NOW);
        saved(matter.notice(news, NOW));

        assertThat(matter.keep(NOW).notices()).containsExactly(news);
    }

    private MatterNoticed told(NoticeKind kind, Instant at) {
        return new MatterNoticed(
                matter.id(),
                matter.caseFile(),
                matter.reference(),
                PROVIDER,
                ATTORNEY.member(),
                kind,
                Actor.system(),
                at);
    }

    private static Notice moved(@Nullable FacilityCode to, Instant at) {
        return new Notice(NoticeKind.MOVED, TestCatalog.ADELANTO, to, at, null);
    }

    private static Notice released(Instant at) {
        return new Notice(NoticeKind.RELEASED, null, null, at, null);
    }
}
