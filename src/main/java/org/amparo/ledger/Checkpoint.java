package org.amparo.ledger;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where the chain stood at a moment, signed: kept outside of the database, it fixes everything up to its block. Nothing of it is secret.
 *
 * @param block the number of the last block
 * @param entries how many entries the ledger had
 * @param head that block's hash
 * @param publicKey what the signature is verified with (Ed25519, X.509); whoever verifies compares it with the one they were given
 */
record Checkpoint(int format, Instant at, long block, long entries, byte[] head, byte[] publicKey, byte[] signature) {

    static final int FORMAT = 1;

    private static final Instant LATEST = Instant.parse("2500-01-01T00:00:00Z");

    /** @throws IllegalArgumentException when something is missing or the moment is none a ledger was kept at */
    Checkpoint {
        if (Stream.of(at, head, publicKey, signature).anyMatch(Objects::isNull)
                || at.isBefore(Instant.EPOCH)
                || at.isAfter(LATEST)) {
            throw new IllegalArgumentException("not a checkpoint");
        }
    }

    static Checkpoint unsigned(Block block, byte[] publicKey, Instant at) {
        return new Checkpoint(FORMAT, at, block.number(), block.total(), block.head(), publicKey, new byte[0]);
    }

    Checkpoint signed(byte[] by) {
        return new Checkpoint(format, at, block, entries, head, publicKey, by);
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream(100);
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF("amparo-checkpoint-" + format);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
            out.writeLong(block);
            out.writeLong(entries);
            out.write(head);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    boolean isSignedBy(byte[] key) {
        return verifies(key, bytes(), signature);
    }

    static boolean isKey(byte[] key) {
        try {
            return publicKey(key).getEncoded().length > 0;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static PublicKey publicKey(byte[] key) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key));
    }

    static boolean verifies(byte[] key, byte[] content, byte[] signature) {
        try {
            var verifying = Signature.getInstance("Ed25519");
            verifying.initVerify(publicKey(key));
            verifying.update(content);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
