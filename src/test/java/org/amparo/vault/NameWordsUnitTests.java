package org.amparo.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameWordsUnitTests {

    @ParameterizedTest
    @CsvSource({
        "lopez,lopes",
        "hernandez,hernandes",
        "jimenez,gimenez",
        "jimenez,ximenez",
        "vasquez,basquez",
        "gonzalez,gonsales",
        "yanez,llanez",
        "velasquez,belasques",
        "guzman,gusman",
        "cortez,cortes",
        "yolanda,llolanda",
        "ixchel,ishchel"
    })
    void hearsTheSameName(String one, String other) {
        assertThat(NameWords.sounds(one)).containsAnyElementsOf(NameWords.sounds(other));
    }

    @ParameterizedTest
    @CsvSource({"lopez,mamani", "hernandez,flores", "maria,jose", "quispe,nguyen", "ana,zoila"})
    void hearsDifferentNames(String one, String other) {
        assertThat(NameWords.sounds(one)).doesNotContainAnyElementsOf(NameWords.sounds(other));
    }

    @Test
    void readsTheWordsThatTellPeopleApart() {
        assertThat(NameWords.of(List.of("María de la Cruz", "LÓPEZ  Hernández, María")))
                .containsExactly("maria", "cruz", "lopez", "hernandez");
        assertThat(NameWords.of(List.of("De la O"))).containsExactly("o");
        assertThat(NameWords.of(List.of("de la"))).containsExactly("de", "la");
        assertThat(NameWords.of(List.of("Tz’utujil K'iche'"))).containsExactly("tzutujil", "kiche");
        assertThat(NameWords.of(List.of("Юрий Иванов"))).containsExactly("urij", "ivanov");
        assertThat(NameWords.of(List.of("  ", "-"))).isEmpty();
        assertThat(NameWords.of(List.of("-Ana"))).as("nothing before the sign").containsExactly("ana");
    }

    @Test
    void doesNotListenToTheShortest() {
        assertThat(NameWords.sounds("li")).isEmpty();
        assertThat(NameWords.sounds("ana")).isNotEmpty();
    }

    @Test
    void listensInThreeWaysAndHearsNoSilence() {
        assertThat(NameWords.sounds("hernandez"))
                .anyMatch(sound -> sound.matches("dm:\\d{6}"))
                .anyMatch(sound -> sound.matches("bm:[a-z]+"))
                .anyMatch(sound -> sound.startsWith("es:"))
                .noneMatch(sound -> sound.endsWith(":"));
    }

    @Test
    void keepsTheNumberOfSoundsSmall() {
        for (var name : List.of("hernandez", "jimenez", "echeverria", "guadalupe", "xochitl", "wojciechowski")) {
            assertThat(NameWords.sounds(name)).as(name).hasSizeBetween(2, 24);
        }
    }
}
