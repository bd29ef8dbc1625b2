package org.amparo.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.amparo.kernel.CountyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of one fund nobody could keep together. */
class ContradictionUnitTests {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final CountyCode LOS_ANGELES = CountyCode.of("06037");
    private static final CountyCode KERN = CountyCode.of("06029");

    @Test
    void theSameCountyCannotBeRequiredAndLeftOut() {
        var required = rule(FundRule.Kind.RESIDENT_OF, DAY, null, LOS_ANGELES, KERN);
        var leftOut = rule(FundRule.Kind.NOT_RESIDENT_OF, DAY, null, KERN);
        assertThat(Contradiction.of(leftOut, List.of(required))).hasValueSatisfying(found -> {
            assertThat(found.counties()).containsExactly(KERN);
            assertThat(found.other()).isEqualTo(required);
        });
        assertThat(Contradiction.of(required, List.of(leftOut))).isPresent();
    }

    @Test
    void differentCountiesContradictNothing() {
        assertThat(Contradiction.of(
                        rule(FundRule.Kind.NOT_RESIDENT_OF, DAY, null, KERN),
                        List.of(rule(FundRule.Kind.RESIDENT_OF, DAY, null, LOS_ANGELES))))
                .isEmpty();
    }

    @Test
    void nobodyIsDetainedAndAtLibertyOnTheSameDay() {
        var detained = rule(FundRule.Kind.DETAINED, DAY, DAY.plusDays(10));
        assertThat(Contradiction.of(rule(FundRule.Kind.NOT_DETAINED, DAY.plusDays(9), null), List.of(detained)))
                .isPresent();
        assertThat(Contradiction.of(rule(FundRule.Kind.NOT_DETAINED, DAY.plusDays(10), null), List.of(detained)))
                .isEmpty();
    }

    @Test
    void otherRulesContradictNothing() {
        var all = List.of(
                rule(FundRule.Kind.DETAINED, DAY, null),
                rule(FundRule.Kind.RESIDENT_OF, DAY, null, KERN),
                rule(FundRule.Kind.NO_VIOLENT_FELONY, DAY, null));
        assertThat(Contradiction.of(
                        new FundRule(FundRule.Kind.INCOME_BELOW_POVERTY_PERCENT, Set.of(), 1, DAY, null, "x"), all))
                .isEmpty();
    }

    private static FundRule rule(FundRule.Kind kind, LocalDate from, @Nullable LocalDate to, CountyCode... counties) {
        return new FundRule(kind, Set.of(counties), null, from, to, "Contract");
    }
}
