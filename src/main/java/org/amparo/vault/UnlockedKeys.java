package org.amparo.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Private keys of organizations while somebody works with them. In memory only, and even there sealed: what opens one is the handle its
 * browser sends along, of which nothing is kept here but half of the number it is looked up by.
 */
@Component
class UnlockedKeys {

    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(8);

    private static final int NUMBER = 16;
    private static final int AT_MOST = 1_000;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Unlocked> unlocked =
            Caffeine.newBuilder().maximumSize(AT_MOST).expireAfterAccess(IDLE).build();

    @SuppressWarnings("ThreadLocalUsage") // one ring of keys for one application
    private final ThreadLocal<@Nullable Presented> presented = new ThreadLocal<>();

    UnlockedKeys(Clock clock) {
        this.clock = clock;
    }

    /** @param sealed the private key under the second half of the handle */
    private record Unlocked(UUID organization, UUID member, Instant since, byte[] sealed) {}

    private record Presented(String number, byte[] key, UUID member) {}

    String keep(UUID organization, UUID member, byte[] privateKey) {
        var handle = new byte[NUMBER + KeyTree.KEY];
        random.nextBytes(handle);
        var number = number(handle);
        try {
            var sealed = new AesGcmJce(key(handle)).encrypt(privateKey, bound(organization, member));
            unlocked.put(number, new Unlocked(organization, member, clock.instant(), sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals", e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(handle);
    }

    void lock(String handle) {
        read(handle).map(UnlockedKeys::number).ifPresent(unlocked::invalidate);
    }

    void lockAll(UUID organization) {
        unlocked.asMap().values().removeIf(one -> one.organization().equals(organization));
    }

    void present(String handle, UUID member) {
        read(handle).ifPresent(bytes -> presented.set(new Presented(number(bytes), key(bytes), member)));
    }

    void dismiss() {
        presented.remove();
    }

    boolean isUnlocked(UUID organization) {
        return found(organization) != null;
    }

    /** The organization's private key, if this request came with what opens it. Whoever asks wipes it. */
    Optional<byte[]> privateKey(UUID organization) {
        var by = presented.get();
        var one = found(organization);
        if (by == null || one == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AesGcmJce(by.key()).decrypt(one.sealed(), bound(organization, by.member())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private @Nullable Unlocked found(UUID organization) {
        var by = presented.get();
        if (by == null) {
            return null;
        }
        var one = unlocked.getIfPresent(by.number());
        if (one == null
                || !one.organization().equals(organization)
                || !one.member().equals(by.member())) {
            return null;
        }
        if (one.since().plus(LONGEST).isBefore(clock.instant())) {
            unlocked.invalidate(by.number());
            return null;
        }
        return one;
    }

    private static Optional<byte[]> read(String handle) {
        try {
            var bytes = Base64.getUrlDecoder().decode(handle);
            return bytes.length == NUMBER + KeyTree.KEY ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException noHandle) {
            return Optional.empty();
        }
    }

    private static String number(byte[] handle) {
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(handle, NUMBER));
    }

    private static byte[] key(byte[] handle) {
        return Arrays.copyOfRange(handle, NUMBER, handle.length);
    }

    private static byte[] bound(UUID organization, UUID member) {
        return ("amparo-unlocked-1|" + organization + '|' + member).getBytes(StandardCharsets.UTF_8);
    }
}
