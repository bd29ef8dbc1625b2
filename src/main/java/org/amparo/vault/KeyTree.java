package org.amparo.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The wrapping keys of 2<sup>64</sup> leaves, of which any can be destroyed for good: the tree of Goldreich, Goldwasser and Micali (1986),
 * used as a puncturable pseudorandom function (Boneh and Waters, 2013). Each node's key gives the keys of its two children by HMAC-SHA256, and nothing gives
 * the key of a parent or a sibling. At first only the root is kept. To destroy a leaf, the node above it is replaced by the siblings along
 * the path down to it: everything else can still be derived, the leaf cannot.
 *
 * <p>So making a key writes nothing, and the file grows with what was destroyed, not with what is kept: by 64 nodes for the first
 * destroyed leaf, less for each next to it, until whole destroyed branches cost nothing. Immutable.
 */
final class KeyTree {

    static final int KEY = 32;

    private static final int LEVELS = 64;
    private static final int PACKED = 1 + Long.BYTES + KEY;

    /** Leaves are numbered in runs below one node of this depth, so that most of the way down is the same for many. */
    private static final int RUN = LEVELS - LeafNumbers.RUN_BITS;

    private static final int RUNS = 1_000;

    private final Map<Long, Node> runs = new ConcurrentHashMap<>();

    /** The nodes that are kept, by the first leaf below them. No node is above another. */
    private final NavigableMap<Long, Node> kept;

    /** @param depth 0 for the root, 64 for a leaf */
    private record Node(int depth, byte[] key) {}

    private KeyTree(NavigableMap<Long, Node> kept) {
        this.kept = kept;
    }

    static KeyTree grow(SecureRandom random) {
        var root = new byte[KEY];
        random.nextBytes(root);
        var kept = new TreeMap<Long, Node>(Long::compareUnsigned);
        kept.put(0L, new Node(0, root));
        return new KeyTree(kept);
    }

    /** @return the leaf's key; empty when it was destroyed */
    Optional<byte[]> key(long leaf) {
        var above = above(leaf);
        if (above == null) {
            return Optional.empty();
        }
        var mac = hmac();
        var from = above.getValue();
        if (from.depth() >= RUN) {
            return Optional.of(down(mac, from, leaf, LEVELS).clone());
        }
        if (runs.size() > RUNS) {
            runs.clear();
        }
        var run = runs.computeIfAbsent(first(leaf, RUN), first -> new Node(RUN, down(mac, from, leaf, RUN)));
        return Optional.of(down(mac, run, leaf, LEVELS));
    }

    private static byte[] down(Mac mac, Node from, long leaf, int to) {
        var key = from.key();
        for (var depth = from.depth(); depth < to; depth++) {
            key = child(mac, key, bit(leaf, depth));
        }
        return key;
    }

    boolean holds(long leaf) {
        return above(leaf) != null;
    }

    /** The tree without these leaves; leaves that are gone already change nothing. */
    KeyTree without(Collection<Long> leaves) {
        var next = new TreeMap<Long, Node>(Long::compareUnsigned);
        next.putAll(kept);
        var pruned = new KeyTree(next);
        var mac = hmac();
        for (var leaf : leaves) {
            pruned.remove(leaf, mac);
        }
        return pruned;
    }

    private void remove(long leaf, Mac mac) {
        var above = above(leaf);
        if (above == null) {
            return;
        }
        kept.remove(above.getKey());
        var key = above.getValue().key();
        for (var depth = above.getValue().depth(); depth < LEVELS; depth++) {
            var sibling = sibling(leaf, depth);
            kept.put(sibling, new Node(depth + 1, child(mac, key, 1 - bit(leaf, depth))));
            key = child(mac, key, bit(leaf, depth));
        }
    }

    private Map.@org.jspecify.annotations.Nullable Entry<Long, Node> above(long leaf) {
        var candidate = kept.floorEntry(leaf);
        return candidate != null && first(leaf, candidate.getValue().depth()) == candidate.getKey() ? candidate : null;
    }

    /** How many nodes are kept. */
    int size() {
        return kept.size();
    }

    byte[] packed() {
        var bytes = ByteBuffer.allocate(kept.size() * PACKED);
        kept.forEach(
                (first, node) -> bytes.put((byte) node.depth()).putLong(first).put(node.key()));
        return bytes.array();
    }

    /** @throws IllegalArgumentException when these are not the bytes of a tree */
    static KeyTree unpack(byte[] packed) {
        if (packed.length % PACKED != 0) {
            throw new IllegalArgumentException("not a key tree");
        }
        var bytes = ByteBuffer.wrap(packed);
        var kept = new TreeMap<Long, Node>(Long::compareUnsigned);
        while (bytes.hasRemaining()) {
            var depth = bytes.get();
            var first = bytes.getLong();
            var key = new byte[KEY];
            bytes.get(key);
            if (depth < 0 || depth > LEVELS || first(first, depth) != first) {
                throw new IllegalArgumentException("not a key tree");
            }
            kept.put(first, new Node(depth, key));
        }
        return new KeyTree(kept);
    }

    private static int bit(long leaf, int depth) {
        return (int) (leaf >>> (LEVELS - 1 - depth)) & 1;
    }

    /** The first leaf below the node of that depth that is above the leaf. */
    private static long first(long leaf, int depth) {
        return depth == 0 ? 0 : leaf & (-1L << (LEVELS - depth));
    }

    /** The first leaf below the sibling, one level further down than {@code depth}, of the node above the leaf. */
    private static long sibling(long leaf, int depth) {
        return first(leaf, depth + 1) ^ (1L << (LEVELS - 1 - depth));
    }

    private static byte[] child(Mac mac, byte[] key, int bit) {
        try {
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return mac.doFinal(new byte[] {(byte) bit});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("32 bytes are a key", e);
        }
    }

    private static Mac hmac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
