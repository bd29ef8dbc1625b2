package org.amparo.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;

/** Periods and figures as addresses name them. */
class PeriodFuzzTests {

    @FuzzTest(maxDuration = "20s")
    void period(byte @NotNull [] input) {
        try {
            var period = Period.of(new String(input, StandardCharsets.UTF_8));
            assertThat(Period.of(period.toString())).isEqualTo(period);
            assertThat(period.before().after()).isEqualTo(period);
            assertThat(period.year()).isBetween(2000, 2099);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessage("not a period");
        }
    }

    @FuzzTest(maxDuration = "20s")
    void figure(byte @NotNull [] input) {
        var path = new String(input, StandardCharsets.UTF_8);
        FigureName.of(path).ifPresent(figure -> assertThat(figure.path()).isEqualTo(path));
    }
}
