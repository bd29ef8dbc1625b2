package org.amparo;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser holds for its session: 256 random bits, of which the server keeps nothing. A digest of them finds the session's row, and
 * another opens it, so that who has the row has neither.
 */
final class SessionTicket {

    private static final int BYTES = 32;
    private static final int LENGTH = 43;
    private static final byte[] SALT = "amparo session 1".getBytes(StandardCharsets.UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;
    private final byte[] id;
    private final Aead key;

    private SessionTicket(byte[] secret) {
        this.value = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        try {
            var derived = Hkdf.computeHkdf("HMACSHA256", secret, SALT, new byte[0], 2 * BYTES);
            this.id = Arrays.copyOf(derived, BYTES);
            this.key = new AesGcmJce(Arrays.copyOfRange(derived, BYTES, 2 * BYTES));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256 and AES", never);
        }
    }

    static SessionTicket draw() {
        var secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new SessionTicket(secret);
    }

    /** Nothing when it can't be a ticket: whoever sends such costs no look-up. */
    static Optional<SessionTicket> read(String value) {
        if (value.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SessionTicket(Base64.getUrlDecoder().decode(value)));
        } catch (IllegalArgumentException notATicket) {
            return Optional.empty();
        }
    }

    /** For the browser alone. */
    String value() {
        return value;
    }

    byte[] id() {
        return id.clone();
    }

    byte[] seal(byte[] content) {
        try {
            return key.encrypt(content, id);
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("AES-GCM seals whatever there is", never);
        }
    }

    /** @throws GeneralSecurityException when it was sealed for another ticket, or changed since */
    byte[] open(byte[] sealed) throws GeneralSecurityException {
        return key.decrypt(sealed, id);
    }

    @Override
    public String toString() {
        return "[sealed]";
    }
}
