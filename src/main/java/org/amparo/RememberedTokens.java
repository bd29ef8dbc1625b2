package org.amparo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers for a minute, and never longer than it is valid, that a token was found good, so that its signature is not computed again at
 * each request. Only who somebody is can be a minute old; what they may do is asked at every request. A token that was refused is not
 * remembered.
 */
final class RememberedTokens implements JwtDecoder {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final JwtDecoder decoder;
    private final Cache<String, Jwt> good;

    RememberedTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.good = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.creating((String digest, Jwt token) -> {
                    var expires = token.getExpiresAt();
                    var left = expires == null ? Duration.ZERO : Duration.between(clock.instant(), expires);
                    return left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST) < 0 ? left : LONGEST;
                }))
                .build();
    }

    @Override
    public Jwt decode(String token) {
        return good.get(digest(token), digest -> decoder.decode(token));
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-256", never);
        }
    }
}
