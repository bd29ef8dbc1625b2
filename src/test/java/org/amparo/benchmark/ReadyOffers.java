package org.amparo.benchmark;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;

/** Offers that only wait for "accept": the first half for the application, the second for the floor. */
final class ReadyOffers {

    private final int half;
    private final AtomicInteger taken = new AtomicInteger();

    ReadyOffers(JdbcTemplate database, UUID provider, int filled) {
        this.half = filled / 2;
        new Filling(database).offer(provider, 0, filled);
        database.execute("VACUUM ANALYZE referrals.referral");
    }

    /** The next one nobody has taken. */
    UUID take() {
        var next = taken.incrementAndGet();
        if (next > half) {
            throw new IllegalStateException(
                    "all ready offers are taken: fill more cases, or measure fewer or shorter rounds");
        }
        return new UUID(0, Filling.BASE + next);
    }

    int left() {
        return half - taken.get();
    }

    /** The statements of accepting one, for any of the second half. */
    Floor.Renewal renewal(UUID one, java.util.Set<UUID> kept) {
        return (value, random) -> {
            if (value instanceof UUID id && id.equals(one)) {
                return "lpad(to_hex(" + (Filling.BASE + half) + " + (" + random + "::bigint % " + half
                        + ")), 32, '0')::uuid";
            }
            return value instanceof UUID id && !kept.contains(id)
                    ? "lpad(to_hex(" + random + "::bigint), 32, '0')::uuid"
                    : null;
        };
    }
}
