package org.amparo.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyTreeUnitTests {

    private final KeyTree tree = KeyTree.grow(new SecureRandom());

    @Test
    void givesEveryLeafItsOwnKeyAndAlwaysTheSame() {
        var keys = new HashSet<String>();
        for (var leaf : new long[] {0, 1, 2, -1, -2, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32}) {
            var key = tree.key(leaf).orElseThrow();
            assertThat(key).hasSize(32).isEqualTo(tree.key(leaf).orElseThrow());
            keys.add(java.util.HexFormat.of().formatHex(key));
        }
        assertThat(keys).hasSize(8);
    }

    @Test
    void sharesNoKeyWithAnother() {
        assertThat(tree.key(1).orElseThrow())
                .isNotEqualTo(KeyTree.grow(new SecureRandom()).key(1).orElseThrow());
    }

    @Test
    void destroysExactlyTheLeavesItIsTold() {
        var random = new Random(7);
        Map<Long, byte[]> before = new HashMap<>();
        for (var edge : List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L, -2L)) {
            before.put(edge, tree.key(edge).orElseThrow());
        }
        for (var some = 0; some < 300; some++) {
            var leaf = random.nextBoolean() ? random.nextLong() : random.nextLong(1_000);
            before.put(leaf, tree.key(leaf).orElseThrow());
        }
        var leaves = new ArrayList<>(before.keySet());
        Collections.shuffle(leaves, random);
        var gone = leaves.subList(0, leaves.size() / 2);

        // Once asked for, a destroyed leaf is no more there than before.
        var pruned = tree.without(gone).without(gone);
        gone.forEach(pruned::key);

        for (var leaf : gone) {
            assertThat(pruned.key(leaf)).isEmpty();
            assertThat(pruned.holds(leaf)).isFalse();
        }
        for (var leaf : leaves.subList(leaves.size() / 2, leaves.size())) {
            assertThat(pruned.key(leaf))
                    .hasValueSatisfying(key -> assertThat(key).isEqualTo(before.get(leaf)));
        }
    }

    @Test
    void keepsNothingFromWhichADestroyedLeafCouldBeDerived() {
        var packed = tree.without(List.of(5L)).packed();
        var root = tree.packed();
        assertThat(new String(packed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(root, 9, 32, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(tree.key(5).orElseThrow(), java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void staysSmallWhenNeighboursAreDestroyedTogether() {
        var run = 123L << 20;
        var thousand = LongStream.range(run, run + 1_024).boxed().toList();
        assertThat(tree.without(List.of(run)).size()).isEqualTo(64);
        assertThat(tree.without(thousand).size()).isEqualTo(54);
        var everyOther = thousand.stream().filter(leaf -> leaf % 2 == 0).toList();
        assertThat(tree.without(everyOther).size()).isEqualTo(54 + 512);
    }

    @Test
    void comesBackFromItsBytes() {
        var pruned = tree.without(List.of(3L, -3L, 1_000_000L));
        var back = KeyTree.unpack(pruned.packed());
        assertThat(back.key(4))
                .hasValueSatisfying(key -> assertThat(key).isEqualTo(tree.key(4).orElseThrow()));
        assertThat(back.key(3)).isEmpty();
        assertThat(back.packed()).isEqualTo(pruned.packed());
    }

    @Test
    void refusesBytesThatAreNoTree() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyTree.unpack(new byte[40]));
        var wrong = tree.packed();
        wrong[0] = 65;
        assertThatIllegalArgumentException().isThrownBy(() -> KeyTree.unpack(wrong));
        wrong[0] = 10;
        wrong[8] = 1;
        assertThatIllegalArgumentException().isThrownBy(() -> KeyTree.unpack(wrong));
    }
}
