package org.amparo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.amparo.kernel.Reach;
import org.amparo.membership.LookUp;
import org.amparo.membership.MembershipDesk;
import org.amparo.membership.SignedIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever looks people up faster than any work needs, and tells stewards. Counted in the memory of each node: a restart forgets,
 * and who is sent to two nodes has twice as much.
 */
@Component
class RateLimits {

    private static final Logger log = LoggerFactory.getLogger(RateLimits.class);
    private static final int MOST_KNOWN = 100_000;
    private static final int OFFICE = 10;
    private static final int DAY = 3;
    private static final int BITS_64 = 8;

    /** Every route by which people are looked up or carried away. */
    static final Map<String, LookUp> ROUTES = Map.ofEntries(
            Map.entry("GET /cases", LookUp.SEARCH),
            Map.entry("POST /cases/search", LookUp.SEARCH),
            Map.entry("GET /queue", LookUp.SEARCH),
            Map.entry("GET /matters", LookUp.SEARCH),
            Map.entry("POST /matters/search", LookUp.SEARCH),
            Map.entry("GET /api/v1/cases", LookUp.SEARCH),
            Map.entry("POST /api/v1/cases/search", LookUp.SEARCH),
            Map.entry("GET /api/v1/referrals/queue", LookUp.SEARCH),
            Map.entry("GET /api/v1/matters", LookUp.SEARCH),
            Map.entry("POST /api/v1/cases/duplicates", LookUp.HINT),
            Map.entry("GET /api/v1/drafts/{id}/assessment", LookUp.HINT),
            Map.entry("GET /drafts/{id}", LookUp.HINT),
            Map.entry("POST /drafts/{id}", LookUp.HINT),
            Map.entry("POST /drafts/{id}/sections/{section}", LookUp.HINT),
            Map.entry("GET /cases/{id}", LookUp.OPENING),
            Map.entry("GET /cases/{id}/conflict-packet", LookUp.OPENING),
            Map.entry("GET /cases/{id}/conflict-check", LookUp.OPENING),
            Map.entry("GET /cases/{id}/file", LookUp.OPENING),
            Map.entry("GET /matters/{id}", LookUp.OPENING),
            Map.entry("GET /matters/{id}/sheet", LookUp.OPENING),
            Map.entry("GET /api/v1/cases/{id}", LookUp.OPENING),
            Map.entry("GET /api/v1/cases/{id}/conflict-packet", LookUp.OPENING),
            Map.entry("GET /api/v1/cases/{id}/conflict-check", LookUp.OPENING),
            Map.entry("GET /api/v1/cases/{id}/file", LookUp.OPENING),
            Map.entry("GET /api/v1/matters/{id}", LookUp.OPENING),
            Map.entry("GET /dashboard/all.csv", LookUp.EXPORT),
            Map.entry("GET /dashboard/{name}.csv", LookUp.EXPORT),
            Map.entry("GET /ledger/shredded.csv", LookUp.EXPORT),
            Map.entry("GET /api/v1/ledger/shredded", LookUp.EXPORT),
            Map.entry("POST /exports/{id}/download", LookUp.EXPORT),
            Map.entry("POST /api/v1/exports/{id}/download", LookUp.EXPORT));

    private final LimitSettings settings;
    private final ObjectProvider<MembershipDesk> desk;
    private final Reach reach;
    private final TimeMeter time;
    private final Cache<Object, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterAccess(Duration.ofDays(1))
            .build();

    RateLimits(LimitSettings settings, ObjectProvider<MembershipDesk> desk, Reach reach, Clock clock) {
        this.settings = settings;
        this.desk = desk;
        this.reach = reach;
        this.time = new Meter(clock);
    }

    /** Whose bucket it is, of what, over what time. */
    private record Key(Object whose, Object what) {}

    /** Over a day, for the eyes of stewards alone. */
    private record Watched(LookUp kind) {}

    /** @return how long to wait, or nothing when it may be done now */
    Optional<Duration> look(LookUp kind, SignedIn who, String address) {
        int hourly = settings.of(kind);
        var wait = take(new Key(who.member(), kind), hourly)
                .or(() -> take(new Key(network(address), kind), (long) hourly * OFFICE));
        if (wait.isPresent()) {
            tell(who, kind, hourly, 1);
        } else if (!watched(who, kind, (long) hourly * DAY)) {
            tell(who, kind, hourly * DAY, 24);
        }
        return wait;
    }

    /** @return how long to wait before signing in may begin again from that address */
    Optional<Duration> signIn(String address) {
        return take(new Key(network(address), "sign-in"), settings.signIns());
    }

    private Optional<Duration> take(Key key, long hourly) {
        var probe = buckets.get(
                        key,
                        asked -> Bucket.builder()
                                .withCustomTimePrecision(time)
                                .addLimit(limit -> limit.capacity(burst(hourly))
                                        .refillGreedy(burst(hourly), Duration.ofMinutes(1)))
                                .addLimit(limit -> limit.capacity(hourly).refillGreedy(hourly, Duration.ofHours(1)))
                                .build())
                .tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(
                        Math.max(1, TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1)));
    }

    private boolean watched(SignedIn who, LookUp kind, long daily) {
        return buckets.get(
                        new Key(who.member(), new Watched(kind)),
                        asked -> Bucket.builder()
                                .withCustomTimePrecision(time)
                                .addLimit(limit -> limit.capacity(daily).refillGreedy(daily, Duration.ofDays(1)))
                                .build())
                .tryConsume(1);
    }

    private static long burst(long hourly) {
        return Math.max(1, hourly / 10);
    }

    /** Once an hour and kind, as long as this node remembers; the desk sees to the rest. */
    private void tell(SignedIn who, LookUp kind, int times, int hours) {
        var told = buckets.get(
                new Key(who.member(), "told " + kind),
                asked -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(1).refillIntervally(1, Duration.ofHours(1)))
                        .build());
        if (told.tryConsume(1)) {
            try {
                desk.ifAvailable(membership -> reach.ofAmparo(() -> membership.raise(who, kind, times, hours)));
            } catch (RuntimeException trouble) {
                log.error("An alert could not be raised: {}", Trouble.describe(trouble)); // they wait in any case
            }
        }
    }

    /** A household or an office has one IPv4 address, or a whole IPv6 network of 64 bits. */
    private static String network(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == 4 ? address : Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, BITS_64));
        } catch (IllegalArgumentException unknown) {
            return address;
        }
    }

    private record Meter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            var now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
