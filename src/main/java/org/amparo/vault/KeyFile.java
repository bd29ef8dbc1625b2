package org.amparo.vault;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All keys of an installation, as they lie in its key file: the trees of wrapping keys, the key of the fingerprints, the key that signs,
 * and the public half of the recovery kit's.
 *
 * @param installation which database the keys are for
 * @param trees in the order they were made; the last whose time has come wraps new data keys
 * @param fingerprints 32 bytes
 * @param signing an Ed25519 private key, PKCS #8
 * @param verifying its public key, X.509
 */
record KeyFile(
        int format,
        UUID installation,
        Instant made,
        List<Tree> trees,
        byte[] fingerprints,
        byte[] signing,
        byte[] verifying,
        Kit kit) {

    static final int FORMAT = 1;

    /**
     * One generation of wrapping keys.
     *
     * @param since when it begins to wrap
     * @param emptied when the last data key was moved from it to a later one
     */
    record Tree(int number, Instant since, @Nullable Instant emptied, KeyTree keys) {

        Tree without(Collection<Long> leaves) {
            return new Tree(number, since, emptied, keys.without(leaves));
        }
    }

    /** The recovery kit: its public key, and who holds parts of the private one. */
    record Kit(String name, int custodians, byte[] publicKey) {}

    /** Refuses what no key file is. */
    KeyFile {
        if (format != FORMAT) {
            throw new KeyTrouble("the key file has format " + format + ", and this version of Amparo reads " + FORMAT);
        }
        if (trees.isEmpty() || fingerprints.length != KeyTree.KEY) {
            throw new KeyTrouble("the key file is damaged");
        }
        trees = trees.stream().sorted(Comparator.comparing(Tree::number)).toList();
    }

    static KeyFile make(Kit kit, SecureRandom random, Instant now) {
        var fingerprints = new byte[KeyTree.KEY];
        random.nextBytes(fingerprints);
        var pair = Signatures.pair();
        return new KeyFile(
                FORMAT,
                UUID.randomUUID(),
                now,
                List.of(new Tree(1, Instant.EPOCH, null, KeyTree.grow(random))),
                fingerprints,
                pair.getPrivate().getEncoded(),
                pair.getPublic().getEncoded(),
                kit);
    }

    Optional<Tree> tree(int number) {
        return trees.stream().filter(tree -> tree.number() == number).findFirst();
    }

    /** The tree that wraps at that time. */
    Tree wrapping(Instant now) {
        return trees.reversed().stream()
                .filter(tree -> !tree.since().isAfter(now))
                .findFirst()
                .orElse(trees.getFirst());
    }

    boolean holds(long leaf) {
        return trees.stream().anyMatch(tree -> tree.keys().holds(leaf));
    }

    KeyFile rotated(Instant since, SecureRandom random) {
        var next = new Tree(trees.getLast().number() + 1, since, null, KeyTree.grow(random));
        return with(Stream.concat(trees.stream(), Stream.of(next)).toList());
    }

    KeyFile without(Collection<Long> leaves) {
        return each(tree -> tree.without(leaves));
    }

    KeyFile emptied(int number, Instant now) {
        return each(tree -> tree.number() == number && tree.emptied() == null
                ? new Tree(number, tree.since(), now, tree.keys())
                : tree);
    }

    KeyFile dropped(int number) {
        return with(trees.stream().filter(tree -> tree.number() != number).toList());
    }

    KeyFile with(Kit renewed) {
        return new KeyFile(format, installation, made, trees, fingerprints, signing, verifying, renewed);
    }

    private KeyFile with(List<Tree> changed) {
        return new KeyFile(format, installation, made, changed, fingerprints, signing, verifying, kit);
    }

    private KeyFile each(UnaryOperator<Tree> change) {
        return with(trees.stream().map(change).toList());
    }

    /** Keys are nobody's log line. */
    @Override
    public String toString() {
        return "KeyFile of " + installation;
    }
}
