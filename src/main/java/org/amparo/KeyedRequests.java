package org.amparo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amparo.membership.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Remembers which writes a member asked for under which key, for a day. Nothing of a request is readable here: of the key its hash is
 * kept, and of the request a fingerprint that only who knows the key can compute.
 */
@Component
class KeyedRequests {

    private static final Duration KEPT = Duration.ofHours(24);

    /** A request that has not answered for that long never will: its node is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JdbcClient jdbc;
    private final Clock clock;

    KeyedRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    enum Outcome {
        /** Nobody has asked before: go ahead. */
        MINE,
        /** The same was asked and answered before. */
        ANSWERED,
        /** The key was used for something else. */
        OTHER_REQUEST,
        /** The same is being worked on just now. */
        UNDER_WAY,
        /** The same was begun and no answer is known: whether it took effect must be looked up, not guessed. */
        UNFINISHED
    }

    record Claim(
            Outcome outcome,
            MemberId member,
            byte[] key,
            int status,
            @Nullable String location) {}

    Claim claim(MemberId member, String key, String method, String path, @Nullable String query, byte[] body) {
        var hash = hash(key);
        var fingerprint = fingerprint(key, method, path, query, body);
        var now = now();
        var mine = jdbc.sql("""
                        INSERT INTO keyed_request (member, key_hash, fingerprint, begun_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (member, key_hash) DO UPDATE
                           SET fingerprint = excluded.fingerprint, begun_at = excluded.begun_at, status = NULL, location = NULL
                         WHERE keyed_request.begun_at < ?""")
                        .param(member.value())
                        .param(hash)
                        .param(fingerprint)
                        .param(now)
                        .param(now.minus(KEPT))
                        .update()
                == 1;
        if (mine) {
            return new Claim(Outcome.MINE, member, hash, 0, null);
        }
        return jdbc.sql(
                        "SELECT fingerprint, status, location, begun_at FROM keyed_request WHERE member = ? AND key_hash = ?")
                .param(member.value())
                .param(hash)
                .query((row, number) -> {
                    int status = row.getInt("status");
                    return new Claim(
                            outcome(
                                    MessageDigest.isEqual(row.getBytes("fingerprint"), fingerprint),
                                    status,
                                    row.getObject("begun_at", OffsetDateTime.class),
                                    now),
                            member,
                            hash,
                            status,
                            row.getString("location"));
                })
                .optional()
                .orElseGet(() -> new Claim(Outcome.UNDER_WAY, member, hash, 0, null)); // released a moment ago
    }

    private static Outcome outcome(boolean same, int status, OffsetDateTime begun, OffsetDateTime now) {
        if (!same) {
            return Outcome.OTHER_REQUEST;
        }
        if (status != 0) {
            return Outcome.ANSWERED;
        }
        return begun.isBefore(now.minus(PATIENCE)) ? Outcome.UNFINISHED : Outcome.UNDER_WAY;
    }

    void answered(Claim claim, int status, @Nullable String location) {
        jdbc.sql("UPDATE keyed_request SET status = ?, location = ? WHERE member = ? AND key_hash = ?")
                .param(status)
                .param(location)
                .param(claim.member().value())
                .param(claim.key())
                .update();
    }

    /** The request was refused: the same key may be tried again. */
    void release(Claim claim) {
        jdbc.sql("DELETE FROM keyed_request WHERE member = ? AND key_hash = ? AND status IS NULL")
                .param(claim.member().value())
                .param(claim.key())
                .update();
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void forget() {
        jdbc.sql("DELETE FROM keyed_request WHERE begun_at < ?")
                .param(now().minus(KEPT))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Keyed with the client's own key, which is not kept: a stolen table can't be tried against guessed requests. */
    private static byte[] fingerprint(String key, String method, String path, @Nullable String query, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(
                    (method + " " + path + "?" + (query == null ? "" : query) + "\n").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
