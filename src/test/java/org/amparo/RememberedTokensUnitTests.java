package org.amparo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RememberedTokensUnitTests {

    private static final Instant NOW = Instant.parse("2026-03-02T17:00:00Z");

    private final AtomicInteger looked = new AtomicInteger();

    @Test
    void looksAtAGoodTokenOnce() {
        var tokens = remembering(NOW.plus(Duration.ofMinutes(5)));

        assertThat(tokens.decode("good").getSubject()).isEqualTo("somebody");
        assertThat(tokens.decode("good").getSubject()).isEqualTo("somebody");
        assertThat(looked).hasValue(1);
    }

    @Test
    void looksAtEachTokenByItself() {
        var tokens = remembering(NOW.plus(Duration.ofMinutes(5)));

        tokens.decode("good");
        assertThat(tokens.decode("another").getTokenValue()).isEqualTo("another");
        assertThat(looked).hasValue(2);
    }

    @Test
    void doesNotRememberATokenThatHasRunOut() {
        var tokens = remembering(NOW.minusSeconds(1)); // still good by the decoder's allowance for clocks that differ

        tokens.decode("good");
        tokens.decode("good");
        assertThat(looked).hasValue(2);
    }

    @Test
    void looksAgainAtATokenThatWasRefused() {
        var tokens = new RememberedTokens(
                token -> {
                    looked.incrementAndGet();
                    throw new BadJwtException("refused");
                },
                Clock.fixed(NOW, ZoneOffset.UTC));

        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThat(looked).hasValue(2);
    }

    private RememberedTokens remembering(Instant expires) {
        return new RememberedTokens(
                token -> {
                    looked.incrementAndGet();
                    return Jwt.withTokenValue(token)
                            .header("alg", "RS256")
                            .subject("somebody")
                            .issuedAt(expires.minus(Duration.ofMinutes(10)))
                            .expiresAt(expires)
                            .build();
                },
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
