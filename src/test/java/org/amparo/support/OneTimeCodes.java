package org.amparo.support;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app on somebody's phone: codes of six digits, a new one every half minute (RFC 6238), none of them twice. */
public final class OneTimeCodes {

    private static final int PERIOD = 30;

    private final byte[] secret;
    private final Set<Long> used = new HashSet<>();

    public OneTimeCodes(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** One that Keycloak still takes: of now, of the half minute before, or of the next. */
    public String next() {
        while (true) {
            var now = Instant.now().getEpochSecond() / PERIOD;
            var step = LongStream.of(now, now - 1, now + 1)
                    .filter(one -> !used.contains(one))
                    .findFirst();
            if (step.isPresent()) {
                used.add(step.getAsLong());
                return code(step.getAsLong());
            }
            Thread.onSpinWait();
        }
    }

    private String code(long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
