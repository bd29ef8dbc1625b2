package org.amparo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What who has a dump would do to learn whose file a row is: A-numbers one after the other, made into fingerprints in every way that can be
 * thought of, and compared with those that are stored. The way the application does it is known to the attacker, only its key is not.
 */
final class Dictionary {

    /** Plain hashes an attacker would try first. */
    static final List<String> HASHES =
            List.of("MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/256", "SHA3-256");

    private final int first;
    private final int many;
    private final long[] stored;

    /** @param stored fingerprints as they stand in the dump, the first 64 bits of each */
    Dictionary(int first, int many, Collection<Long> stored) {
        this.first = first;
        this.many = many;
        this.stored = stored.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** The candidates that one way of making fingerprints finds. */
    Set<String> tried(Stream<UnaryOperator<byte[]>> ways) {
        var found = new TreeSet<String>();
        ways.forEach(way -> {
            for (int candidate = first; candidate < first + many; candidate++) {
                var digits = digits(candidate);
                for (var form : forms(digits)) {
                    if (matches(way.apply(form))) {
                        found.add(digits);
                    }
                }
            }
        });
        return found;
    }

    /** The numbers themselves, as text and as numbers. */
    Set<String> plain() {
        var found = new TreeSet<String>();
        for (int candidate = first; candidate < first + many; candidate++) {
            if (Arrays.binarySearch(stored, candidate) >= 0
                    || matches(digits(candidate).getBytes(StandardCharsets.US_ASCII))) {
                found.add(digits(candidate));
            }
        }
        return found;
    }

    static UnaryOperator<byte[]> hash(String algorithm) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            return digest::digest;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static UnaryOperator<byte[]> keyed(String algorithm, byte[] secret) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac::doFinal;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static String digits(int candidate) {
        var digits = Integer.toString(candidate);
        return "0".repeat(9 - digits.length()) + digits;
    }

    /** What the application computes on, and what somebody who has not read it would guess. */
    private static List<byte[]> forms(String digits) {
        var kind = "a-number".getBytes(StandardCharsets.US_ASCII);
        var plain = digits.getBytes(StandardCharsets.US_ASCII);
        return List.of(
                ByteBuffer.allocate(1 + kind.length + plain.length)
                        .put((byte) kind.length)
                        .put(kind)
                        .put(plain)
                        .array(),
                plain);
    }

    private boolean matches(byte[] made) {
        if (made.length < Long.BYTES) {
            return false;
        }
        var bytes = ByteBuffer.wrap(made);
        var head = bytes.getLong(0);
        return Arrays.binarySearch(stored, head) >= 0
                || Arrays.binarySearch(stored, Long.reverseBytes(head)) >= 0
                || Arrays.binarySearch(stored, bytes.getLong(made.length - Long.BYTES)) >= 0;
    }
}
