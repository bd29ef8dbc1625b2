package org.amparo.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Names of all scripts, and what a key file, a recovery sheet or a key tree may hold after an accident. */
class VaultReadingFuzzTests {

    @FuzzTest(maxDuration = "20s")
    void wordsOfAName(byte @NotNull [] input) {
        var words = NameWords.of(List.of(text(input)));
        assertThat(words).doesNotHaveDuplicates().allMatch(word -> word.matches("[a-z0-9]+"));
        assertThat(NameWords.of(words)).isEqualTo(words);
    }

    @FuzzTest(maxDuration = "20s")
    void soundsOfAName(byte @NotNull [] input) {
        for (var word : NameWords.of(List.of(text(input)))) {
            var sounds = NameWords.sounds(word);
            assertThat(sounds).allMatch(sound -> sound.matches("(dm|bm|es):.*"));
            assertThat(NameWords.sounds(word)).isEqualTo(sounds);
        }
    }

    @FuzzTest(maxDuration = "20s")
    void keyFile(byte @NotNull [] input) {
        try {
            var keys = KeyFiles.parse(input);
            assertThat(KeyFiles.content(KeyFiles.parse(KeyFiles.content(keys)))).isEqualTo(KeyFiles.content(keys));
        } catch (KeyTrouble damaged) {
            assertThat(damaged.getMessage()).containsAnyOf("damaged", "has format");
        }
    }

    @FuzzTest(maxDuration = "20s")
    void keyTree(byte @NotNull [] input) {
        try {
            var tree = KeyTree.unpack(input);
            assertThat(KeyTree.unpack(tree.packed()).packed()).isEqualTo(tree.packed());
        } catch (IllegalArgumentException damaged) {
            assertThat(damaged).hasMessage("not a key tree");
        }
    }

    @FuzzTest(maxDuration = "20s")
    void partOfARecoverySheet(byte @NotNull [] input) {
        try {
            var part = RecoveryKit.part(1, "ABCD-EFGH", text(input));
            assertThat(RecoveryKit.part(1, "ABCD-EFGH", RecoveryKit.letters(1, "ABCD-EFGH", part)))
                    .isEqualTo(part);
        } catch (KeyTrouble mistyped) {
            assertThat(mistyped).hasMessage("part 1 is mistyped");
        }
    }

    @FuzzTest(maxDuration = "20s")
    void recoverySheets(byte @NotNull [] input) {
        var copy = new RecoveryKit.Copy("ABCD-EFGH", new UUID(1, 1), new byte[100]);
        try {
            RecoveryKit.open(copy, List.of(text(input)));
            throw new AssertionError("opened what was never sealed");
        } catch (KeyTrouble refused) {
            assertThat(refused).hasMessageNotContaining("[sealed]");
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
