package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.junit.jupiter.api.Test;

class WordingUnitTests {

    private static final Instant NOW = Instant.parse("2026-03-14T18:00:00Z");

    private final Wording english = wording(Locale.ENGLISH);
    private final Wording spanish = wording(Languages.SPANISH);

    private static Wording wording(Locale language) {
        return new Wording(new IcuMessages(), Clock.fixed(NOW, ZoneOffset.UTC), language);
    }

    private static String plain(String text) {
        return text.replace('\u202f', ' ').replace('\u00a0', ' ');
    }

    @Test
    void saysHowMuchTimeIsLeft() {
        var until = NOW.plus(Duration.ofMinutes(130));
        assertThat(english.timeLeft(until)).isEqualTo("2 h 10 min left");
        assertThat(spanish.timeLeft(until)).isEqualTo("quedan 2 h 10 min");
        assertThat(english.timeLeft(NOW.minusSeconds(1800))).isEqualTo("30 min overdue");
        assertThat(spanish.timeLeft(NOW.minusSeconds(1800))).isEqualTo("venció hace 30 min");
        assertThat(english.timeLeft(null)).isEmpty();
    }

    @Test
    void countsHoursUntilTwoDaysAndDaysAfter() {
        assertThat(english.ago(NOW.minus(Duration.ofHours(31)))).isEqualTo("31 h ago");
        assertThat(english.ago(NOW.minus(Duration.ofHours(71)))).isEqualTo("2 days ago");
        assertThat(english.duration(Duration.ofHours(50))).isEqualTo("2 days 2 h");
        assertThat(spanish.duration(Duration.ofDays(12))).isEqualTo("12 días");
        assertThat(english.ago(NOW)).isEqualTo("just now");
        assertThat(english.ago(NOW.plus(Duration.ofHours(3)))).isEqualTo("in 3 h");
    }

    @Test
    void speaksPacificTimeAlsoAcrossTheChangeOfClocks() {
        assertThat(plain(english.dateTime(NOW))).isEqualTo("Mar 14, 2026, 11:00 AM");
        assertThat(plain(english.dateTime(Instant.parse("2026-03-08T10:30:00Z"))))
                .isEqualTo("Mar 8, 2026, 3:30 AM");
        assertThat(english.date(LocalDate.of(2026, 3, 14))).isEqualTo("Mar 14, 2026");
        assertThat(spanish.longDate(LocalDate.of(2026, 3, 14))).isEqualTo("sábado, 14 de marzo de 2026");
        assertThat(english.localInput(NOW)).isEqualTo("2026-03-14T11:00");
    }

    @Test
    void writesMoneyAndShares() {
        assertThat(english.money(1500)).isEqualTo("$1,500");
        assertThat(english.money(new BigDecimal("1500.50"))).isEqualTo("$1,500.50");
        assertThat(plain(spanish.money(1500))).isEqualTo("$1,500");
        assertThat(english.percent(0.624)).isEqualTo("62%");
    }

    @Test
    void namesConstantsInTheReadersLanguage() {
        assertThat(english.label(Urgency.U1)).isEqualTo("answer within 24 hours");
        assertThat(spanish.label(Service.BOND)).isEqualTo("Audiencia de fianza");
        assertThat(english.choices(Urgency.values()))
                .hasSize(5)
                .first()
                .extracting("value")
                .isEqualTo("U0");
    }
}
