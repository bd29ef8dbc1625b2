package org.amparo.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quiet hours go by the clocks on the wall in California, also in the two nights in which those are changed. */
class QuietHoursUnitTests {

    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 0));

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T20:59:59, ",
        "2026-03-10T21:00:00, 2026-03-11T07:00:00",
        "2026-03-10T23:59:59, 2026-03-11T07:00:00",
        "2026-03-11T00:00:00, 2026-03-11T07:00:00",
        "2026-03-11T06:59:59, 2026-03-11T07:00:00",
        "2026-03-11T07:00:00, ",
        "2026-03-11T12:00:00, "
    })
    void lastOverMidnight(String moment, String until) {
        assertThat(NIGHT.until(pacific(moment))).isEqualTo(until == null ? null : pacific(until));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T00:59:59, ",
        "2026-03-10T01:00:00, 2026-03-10T05:30:00",
        "2026-03-10T05:30:00, ",
        "2026-03-10T23:00:00, "
    })
    void mayBeginAfterMidnight(String moment, String until) {
        assertThat(new QuietHours(LocalTime.of(1, 0), LocalTime.of(5, 30)).until(pacific(moment)))
                .isEqualTo(until == null ? null : pacific(until));
    }

    @Test
    void endAtTheSameTimeOnTheWallWhenTheClocksAreChanged() {
        var spring = NIGHT.night(Instant.parse("2026-03-08T06:00:00Z")); // Saturday, 22:00
        assertThat(spring).isNotNull();
        assertThat(Duration.between(spring.begins(), spring.ends())).isEqualTo(Duration.ofHours(9));
        assertThat(spring.ends()).isEqualTo(Instant.parse("2026-03-08T14:00:00Z"));

        var autumn = NIGHT.night(Instant.parse("2026-11-01T05:00:00Z"));
        assertThat(autumn).isNotNull();
        assertThat(Duration.between(autumn.begins(), autumn.ends())).isEqualTo(Duration.ofHours(11));
        assertThat(autumn.ends()).isEqualTo(Instant.parse("2026-11-01T15:00:00Z"));
    }

    @Test
    void mayEndAtATimeThatIsNotThereOrThereTwice() {
        var early = new QuietHours(LocalTime.of(21, 0), LocalTime.of(2, 30));
        assertThat(early.until(pacific("2026-03-08T01:59:59")))
                .as("half past two is skipped")
                .isEqualTo(Instant.parse("2026-03-08T10:30:00Z"));
        var twice = new QuietHours(LocalTime.of(21, 0), LocalTime.of(1, 30));
        assertThat(twice.until(Instant.parse("2026-11-01T08:29:59Z")))
                .as("half past one comes twice, and the first counts")
                .isEqualTo(Instant.parse("2026-11-01T08:30:00Z"));
        assertThat(twice.until(Instant.parse("2026-11-01T08:30:00Z"))).isNull();
    }

    @Test
    void tellInTheMorningButNotWhenItIsOverByThen() {
        var night = pacific("2026-03-10T23:00:00");
        var morning = pacific("2026-03-11T07:00:00");
        assertThat(QuietHours.toldAt(NIGHT, null, night)).isEqualTo(morning);
        assertThat(QuietHours.toldAt(NIGHT, morning.plusSeconds(1), night)).isEqualTo(morning);
        assertThat(QuietHours.toldAt(NIGHT, morning, night)).isEqualTo(night);
        assertThat(QuietHours.toldAt(null, null, night)).isEqualTo(night);
        assertThat(QuietHours.toldAt(NIGHT, null, morning)).isEqualTo(morning);
    }

    @Test
    void refuseToLastForEverOrForNoTime() {
        assertThatIllegalArgumentException().isThrownBy(() -> new QuietHours(LocalTime.of(21, 0), LocalTime.of(21, 0)));
    }

    @Test
    void areReadAsTheyWereWritten() {
        assertThat(QuietHours.of(NIGHT.toString())).isEqualTo(NIGHT);
    }

    private static Instant pacific(String onTheWall) {
        return LocalDateTime.parse(onTheWall).atZone(LegalClock.PACIFIC).toInstant();
    }
}
