package org.amparo.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ANumberUnitTests {

    @ParameterizedTest
    @CsvSource({
        "012345678, A012-345-678",
        "A012-345-678, A012-345-678",
        "a 12345678, A012-345-678",
        "# 12.345.678, A012-345-678",
        "A#1234567, A001-234-567",
        "A012–345–678, A012-345-678"
    })
    void readsWhatPeopleType(String typed, String shown) {
        assertThat(ANumber.of(typed).reveal()).isEqualTo(shown);
        assertThat(ANumber.of(typed)).isEqualTo(ANumber.of(shown));
        assertThat(ANumber.reads(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A", "123456", "1234567890", "A000-000-000", "0000000", "B1234567", "12345678x", "١٢٣٤٥٦٧"})
    void refusesOtherLengthsZerosAndLetters(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> ANumber.of(typed));
        assertThat(ANumber.reads(typed)).isFalse();
    }

    @Test
    void printsNothing() {
        assertThat(ANumber.of("A012345678")).hasToString("[sealed]");
        assertThat(PhoneNumber.of("213-555-0123")).hasToString("[sealed]");
        assertThat(PartialDate.year(1990)).hasToString("[sealed]");
    }

    @Test
    void readsTelephonesOfManyCountries() {
        assertThat(PhoneNumber.of("(213) 555-0123").e164()).isEqualTo("+12135550123");
        assertThat(PhoneNumber.of("+502 5555 0123").e164()).isEqualTo("+50255550123");
        assertThat(PhoneNumber.reads("12")).isFalse();
        assertThat(PhoneNumber.reads("call me")).isFalse();
    }

    @Test
    void knowsADateAsFarAsItIsKnown() {
        assertThat(PartialDate.of("~1990").about()).isTrue();
        assertThat(PartialDate.of("1990-04").reveal()).isEqualTo("1990-04");
        assertThat(PartialDate.of("1990-04-23").exact()).isPresent();
        assertThat(PartialDate.about(1990).exact()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> PartialDate.of("1990-02-30"));
        assertThatIllegalArgumentException().isThrownBy(() -> new PartialDate(1990, null, 3, false));
    }
}
