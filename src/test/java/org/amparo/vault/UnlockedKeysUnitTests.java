package org.amparo.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnlockedKeysUnitTests {

    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final UUID MEMBER = UUID.randomUUID();
    private static final byte[] SECRET = {1, 2, 3, 4, 5, 6, 7, 8};

    private final Later clock = new Later();
    private final UnlockedKeys keys = new UnlockedKeys(clock);

    @AfterEach
    void theRequestIsOver() {
        keys.dismiss();
    }

    @Test
    void opensForTheRequestThatBringsTheHandle() {
        var handle = keys.keep(ORGANIZATION, MEMBER, SECRET);
        assertThat(keys.privateKey(ORGANIZATION)).isEmpty();
        keys.present(handle, MEMBER);
        assertThat(keys.privateKey(ORGANIZATION)).hasValue(SECRET);
        assertThat(keys.privateKey(UUID.randomUUID())).isEmpty();
        keys.dismiss();
        assertThat(keys.privateKey(ORGANIZATION)).isEmpty();
    }

    @Test
    void opensInNoOtherThread() throws InterruptedException {
        keys.present(keys.keep(ORGANIZATION, MEMBER, SECRET), MEMBER);
        var seen = new java.util.concurrent.atomic.AtomicBoolean();
        var other = Thread.ofPlatform().start(() -> seen.set(keys.isUnlocked(ORGANIZATION)));
        other.join();
        assertThat(seen).isFalse();
    }

    @Test
    void opensWithTheWholeHandleOnly() {
        var handle = keys.keep(ORGANIZATION, MEMBER, SECRET);
        var another = keys.keep(ORGANIZATION, MEMBER, SECRET);
        keys.present(handle.substring(0, 24) + another.substring(24), MEMBER);
        assertThat(keys.privateKey(ORGANIZATION)).isEmpty();
    }

    @Test
    void endsAfterEightHours() {
        keys.present(keys.keep(ORGANIZATION, MEMBER, SECRET), MEMBER);
        clock.pass(UnlockedKeys.LONGEST.minusMinutes(1));
        assertThat(keys.isUnlocked(ORGANIZATION)).isTrue();
        clock.pass(Duration.ofMinutes(2));
        assertThat(keys.isUnlocked(ORGANIZATION)).isFalse();
        assertThat(keys.privateKey(ORGANIZATION)).isEmpty();
    }

    @Test
    void locksOneOrAllOfAnOrganization() {
        var one = keys.keep(ORGANIZATION, MEMBER, SECRET);
        var two = keys.keep(ORGANIZATION, UUID.randomUUID(), SECRET);
        var elsewhere = UUID.randomUUID();
        var three = keys.keep(elsewhere, MEMBER, SECRET);
        keys.lock(one);
        keys.present(one, MEMBER);
        assertThat(keys.isUnlocked(ORGANIZATION)).isFalse();
        keys.lockAll(ORGANIZATION);
        keys.present(two, MEMBER);
        assertThat(keys.isUnlocked(ORGANIZATION)).isFalse();
        keys.present(three, MEMBER);
        assertThat(keys.isUnlocked(elsewhere)).isTrue();
    }

    @Test
    void takesOnePassphraseForTheSameHoweverItWasTyped() {
        assertThat(new Passphrase("año dos ¿cuánta agua verde? sí"))
                .isEqualTo(new Passphrase("an\u0303o dos ¿cua\u0301nta agua verde? si\u0301 "));
        assertThat(new Passphrase("año dos ¿cuánta agua verde? sí").isStrong()).isTrue();
        assertThat(new Passphrase("x".repeat(Passphrase.LONGEST + 1) + "abcdefgh").isStrong())
                .isFalse();
    }

    private static final class Later extends Clock {

        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
