package org.amparo.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileUnitTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private final RecoveryKit.Made made = RecoveryKit.make(2, random);
    private final KeyFile keys = KeyFile.make(made.kit(), random, NOW);

    @Test
    void isLikeNoOther() {
        var other = KeyFile.make(made.kit(), random, NOW);

        assertThat(other.installation()).isNotEqualTo(keys.installation());
        assertThat(other.fingerprints()).isNotEqualTo(keys.fingerprints());
        assertThat(other.signing()).isNotEqualTo(keys.signing());
        assertThat(keys.fingerprints()).isNotEqualTo(new byte[KeyTree.KEY]);
    }

    @Test
    void findsEachGenerationByItsNumberAndLosesOnlyTheOneThatIsDropped() {
        var two = keys.rotated(NOW, random);

        assertThat(two.tree(1))
                .hasValueSatisfying(tree -> assertThat(tree.number()).isOne());
        assertThat(two.tree(2))
                .hasValueSatisfying(tree -> assertThat(tree.number()).isEqualTo(2));
        assertThat(two.tree(3)).isEmpty();
        assertThat(two.dropped(1).trees()).extracting(KeyFile.Tree::number).containsExactly(2);
    }

    @Test
    void isNeverMadeWhereOneIs(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("amparo.keys"), "what was there");

        assertThatExceptionOfType(KeyTrouble.class).isThrownBy(() -> KeyFiles.create(file, keys));
        assertThat(file).hasContent("what was there");
    }

    @Test
    void isMarkedAnewWhenItChanges(@TempDir Path folder) {
        var file = folder.resolve("amparo.keys");
        KeyFiles.create(file, keys);
        var before = KeyFiles.Mark.of(file);

        assertThat(KeyFiles.Mark.of(file)).isEqualTo(before);
        KeyFiles.change(file, held -> held.rotated(NOW, random));
        assertThat(KeyFiles.Mark.of(file)).isNotEqualTo(before);
        assertThatExceptionOfType(KeyTrouble.class).isThrownBy(() -> KeyFiles.Mark.of(folder.resolve("none")));
    }

    @Test
    void opensItsRecoveryCopyAndNotThatOfAnotherInstallation() {
        var copy = RecoveryKit.seal(keys);

        assertThat(RecoveryKit.open(copy, made.sheets()).installation()).isEqualTo(keys.installation());
        for (var other : List.of(
                new RecoveryKit.Copy(copy.kit(), UUID.randomUUID(), copy.sealed()),
                new RecoveryKit.Copy("AAAA-AAAA", copy.installation(), copy.sealed()))) {
            assertThatExceptionOfType(KeyTrouble.class).isThrownBy(() -> RecoveryKit.open(other, made.sheets()));
        }
    }

    @Test
    void takesAPartForNoOtherNumberOrKit() {
        var part = new byte[Hpke.KEY];
        random.nextBytes(part);
        var typed = RecoveryKit.letters(1, "ABCD-EFGH", part);

        assertThat(typed).isEqualTo(typed.strip()).matches("[A-Z2-7]{4}( [A-Z2-7]{4}){13}");
        assertThat(RecoveryKit.part(1, "ABCD-EFGH", typed)).isEqualTo(part);
        assertThatExceptionOfType(KeyTrouble.class).isThrownBy(() -> RecoveryKit.part(2, "ABCD-EFGH", typed));
        assertThatExceptionOfType(KeyTrouble.class).isThrownBy(() -> RecoveryKit.part(1, "ABCD-EFGI", typed));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void printsSheetsThatSayWhatTheyOpen(int custodians) {
        var kit = RecoveryKit.make(custodians, random);

        assertThat(kit.kit().name()).matches("[A-Z2-7]{4}-[A-Z2-7]{4}");
        assertThat(kit.sheets())
                .hasSize(custodians)
                .allSatisfy(sheet -> assertThat(sheet)
                        .contains(kit.kit().name(), custodians == 2 ? "Both sheets" : "Any two of the three")
                        .containsPattern("PART [123]: [A-Z2-7]{4} ")
                        .satisfies(text -> assertThat(text.split("PART ", -1)).hasSize(custodians == 2 ? 2 : 3)));
    }
}
