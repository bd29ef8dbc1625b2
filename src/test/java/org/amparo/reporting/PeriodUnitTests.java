package org.amparo.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodUnitTests {

    @ParameterizedTest
    @ValueSource(strings = {"2026-07", "2026-Q3", "2026", "2026-01", "2026-12", "2026-Q1", "2026-Q4"})
    void readsWhatItWrites(String text) {
        assertThat(Period.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2026-13", "2026-00", "2026-Q5", "26-Q1", "2026-07-01", "last month", "2026-q3", "２０２６"})
    void refusesWhatIsNoPeriod(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Period.of(text));
    }

    @Test
    void refusesAQuarterThatBeginsInTheMiddle() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Period(Period.Grain.QUARTER, LocalDate.of(2026, 2, 1)));
    }

    @Test
    void knowsItsNeighboursAndItsMonths() {
        var quarter = Period.of("2026-Q1");
        assertThat(quarter.before()).hasToString("2025-Q4");
        assertThat(quarter.after()).hasToString("2026-Q2");
        assertThat(quarter.months())
                .containsExactly(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1));
        assertThat(quarter.isOpenOn(LocalDate.of(2026, 3, 31))).isTrue();
        assertThat(quarter.isOpenOn(LocalDate.of(2026, 4, 1))).isFalse();
    }

    @Test
    void changesMonthAtMidnightInCalifornia() {
        assertThat(Period.monthOf(Instant.parse("2026-11-01T06:59:59Z"))).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(Period.monthOf(Instant.parse("2026-11-01T07:00:00Z"))).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(Period.monthOf(Instant.parse("2026-12-01T07:59:59Z"))).isEqualTo(LocalDate.of(2026, 11, 1));
    }
}
