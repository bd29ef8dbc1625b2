package org.amparo.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.amparo.kernel.Personal;
import org.amparo.kernel.Rejected;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** What volunteers, spreadsheets and old rows may hold: read, or refused in the way that is promised. */
class IntakeReadingFuzzTests {

    @FuzzTest(maxDuration = "20s")
    void aNumber(byte @NotNull [] input) {
        var typed = text(input);
        try {
            var number = ANumber.of(typed);
            assertThat(ANumber.reads(typed)).isTrue();
            assertThat(number.digits()).matches("[0-9]{9}").isNotEqualTo("000000000");
            assertThat(ANumber.of(number.reveal())).isEqualTo(number).hasToString(Personal.SEALED);
        } catch (IllegalArgumentException refused) {
            assertThat(ANumber.reads(typed)).isFalse();
        }
    }

    @FuzzTest(maxDuration = "20s")
    void phoneNumber(byte @NotNull [] input) {
        var typed = text(input);
        try {
            var number = PhoneNumber.of(typed);
            assertThat(PhoneNumber.reads(typed)).isTrue();
            assertThat(number.e164()).matches("\\+[0-9]{3,20}");
            assertThat(number.reveal()).isNotBlank();
            assertThat(PhoneNumber.of(number.e164())).isEqualTo(number).hasToString(Personal.SEALED);
        } catch (IllegalArgumentException refused) {
            assertThat(PhoneNumber.reads(typed)).isFalse();
        }
    }

    @FuzzTest(maxDuration = "20s")
    void partialDate(byte @NotNull [] input) {
        try {
            var date = PartialDate.of(text(input));
            assertThat(PartialDate.of(date.reveal())).isEqualTo(date).hasToString(Personal.SEALED);
            assertThat(date.earliest().getYear()).isEqualTo(date.year());
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("no such date|a day needs its month");
        }
    }

    @FuzzTest(maxDuration = "20s")
    void placeInAList(byte @NotNull [] input) {
        try {
            var place = CaseSearch.Position.read(text(input));
            assertThat(LocalDate.ofInstant(place.at(), ZoneOffset.UTC).getYear())
                    .isBetween(1999, 2500);
        } catch (Rejected refused) {
            assertThat(refused.faults()).hasSize(1);
        }
    }

    @FuzzTest(maxDuration = "20s")
    void spreadsheet(byte @NotNull [] input) {
        try {
            assertThat(Spreadsheet.read(input)).isNotEmpty().hasSizeLessThanOrEqualTo(UploadSpreadsheet.MOST_ROWS);
        } catch (Rejected refused) {
            assertThat(refused.faults()).isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "20s")
    void namesOfAConflictList(byte @NotNull [] input) {
        try {
            var content = NameList.read(input);
            assertThat(content.named().size() + content.problems().size()).isPositive();
            assertThat(content.named())
                    .allSatisfy(line -> assertThat(line.entry().name().reveal()).isNotEmpty());
        } catch (Rejected refused) {
            assertThat(refused.faults()).isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "20s")
    void storedParts(byte @NotNull [] input) {
        try {
            var people = StoredJson.read(input, new TypeReference<List<PersonDetails>>() {});
            if (people != null && people.stream().noneMatch(java.util.Objects::isNull)) {
                assertThat(StoredJson.read(StoredJson.write(people), new TypeReference<List<PersonDetails>>() {}))
                        .isEqualTo(people);
            }
        } catch (JacksonException damaged) {
            assertThat(damaged).isNotNull();
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
