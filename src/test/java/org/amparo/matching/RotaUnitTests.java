package org.amparo.matching;

import static org.amparo.matching.Given.NOW;
import static org.amparo.matching.Given.TODAY;
import static org.amparo.matching.Given.organization;
import static org.amparo.matching.Given.practicing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.amparo.membership.MemberId;
import org.junit.jupiter.api.Test;

/** Who is on call on which day. */
class RotaUnitTests {

    private static final MemberId ANA = new MemberId(new UUID(1, 1));
    private static final MemberId BEN = new MemberId(new UUID(1, 2));
    private static final Week THIS_WEEK = Week.of(NOW);

    private final Rota rota = new Rota(organization(1));

    @Test
    void aWeekIsSomebodysAndADayOfItMayBeSomebodyElses() {
        plan(Map.of(THIS_WEEK, ANA, THIS_WEEK.next(), BEN), Map.of(TODAY.plusDays(1), BEN));
        assertThat(rota.onCall(TODAY, open())).contains(ANA);
        assertThat(rota.onCall(TODAY.plusDays(1), open())).contains(BEN);
        assertThat(rota.onCall(THIS_WEEK.ends(), open())).contains(ANA);
        assertThat(rota.onCall(THIS_WEEK.next().begins(), open())).contains(BEN);
        assertThat(rota.onCall(THIS_WEEK.next().ends().plusDays(1), open())).isEmpty();
    }

    @Test
    void onAHolidayNobodyIsOnCallButWhoStandsIn() {
        plan(Map.of(THIS_WEEK, ANA), Map.of(TODAY.plusDays(1), BEN));
        var closed = closedOn(TODAY, TODAY.plusDays(1));
        assertThat(rota.onCall(TODAY, closed)).isEmpty();
        assertThat(rota.onCall(TODAY.plusDays(1), closed)).contains(BEN);
        assertThat(rota.onCall(TODAY.plusDays(2), closed)).contains(ANA);
    }

    @Test
    void whatIsOverIsForgotten() {
        plan(Map.of(THIS_WEEK.plus(-1), ANA, THIS_WEEK, BEN), Map.of(TODAY.minusDays(1), ANA, TODAY, BEN));
        assertThat(rota.weeks()).containsExactly(new Rota.Turn(THIS_WEEK.begins(), BEN));
        assertThat(rota.days()).containsExactly(new Rota.Turn(TODAY, BEN));
    }

    @Test
    void theSlowerOfTwoIsTold() {
        plan(Map.of(THIS_WEEK, ANA), Map.of());
        assertThat(rota.expect(1)).isSameAs(rota);
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> rota.expect(0))
                .withMessage("stale-version");
    }

    private void plan(Map<Week, MemberId> weeks, Map<LocalDate, MemberId> days) {
        rota.plan(weeks, days, Actor.system(), NOW);
    }

    private static Offering open() {
        return practicing().offering();
    }

    private static Offering closedOn(LocalDate... days) {
        return practicing().closedOn(days).offering();
    }
}
