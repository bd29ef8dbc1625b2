package org.amparo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amparo.membership.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long a session lasts, by what its owner may do; who has several roles has the shortest of their limits.
 *
 * @param idle without a sign of life, {@code amparo.sessions.idle.volunteer=30m}
 * @param longest however busy, {@code amparo.sessions.longest.volunteer=10h}
 */
@ConfigurationProperties("amparo.sessions")
record SessionSettings(Map<Role, Duration> idle, Map<Role, Duration> longest) {

    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(5);
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);

    /** @param most however busy */
    record Limits(Duration idle, Duration most) {}

    SessionSettings(@Nullable Map<Role, Duration> idle, @Nullable Map<Role, Duration> longest) {
        this.idle = overlaid(DEFAULT_IDLE, idle);
        this.longest = overlaid(DEFAULT_LONGEST, longest);
    }

    /** On the telephone a form may rest for half an hour; a steward's rights reach everywhere and nobody waits for them. */
    private static final Map<Role, Duration> DEFAULT_IDLE = Map.of(
            Role.VOLUNTEER, Duration.ofMinutes(30),
            Role.DISPATCHER, Duration.ofMinutes(30),
            Role.PROVIDER, Duration.ofMinutes(20),
            Role.LEAD, Duration.ofMinutes(30),
            Role.STEWARD, Duration.ofMinutes(15));

    /** A shift and its handover; a day at a law office; an afternoon of administration. */
    private static final Map<Role, Duration> DEFAULT_LONGEST = Map.of(
            Role.VOLUNTEER, Duration.ofHours(9),
            Role.DISPATCHER, Duration.ofHours(9),
            Role.PROVIDER, Duration.ofHours(10),
            Role.LEAD, Duration.ofHours(10),
            Role.STEWARD, Duration.ofHours(4));

    Limits of(Collection<Role> roles) {
        return new Limits(shortest(roles, idle), shortest(roles, longest));
    }

    /** What an installation may not set, one sentence each. */
    List<String> trouble() {
        var trouble = new ArrayList<String>();
        for (var role : Role.values()) {
            var name = role.name().toLowerCase(Locale.ROOT);
            var rest = idle.getOrDefault(role, SHORTEST_IDLE);
            var whole = longest.getOrDefault(role, LONGEST);
            if (rest.compareTo(SHORTEST_IDLE) < 0 || rest.compareTo(LONGEST_IDLE) > 0) {
                trouble.add("amparo.sessions.idle." + name + " must be between 5m and 30m");
            }
            if (whole.compareTo(rest) <= 0 || whole.compareTo(LONGEST) > 0) {
                trouble.add("amparo.sessions.longest." + name + " must be longer than the idle time, and 12h at most");
            }
        }
        return trouble;
    }

    private static Duration shortest(Collection<Role> roles, Map<Role, Duration> limits) {
        return (roles.isEmpty() ? limits.keySet() : roles)
                .stream()
                        .map(role -> limits.getOrDefault(role, SHORTEST_IDLE))
                        .min(Duration::compareTo)
                        .orElse(SHORTEST_IDLE);
    }

    private static Map<Role, Duration> overlaid(Map<Role, Duration> given, @Nullable Map<Role, Duration> set) {
        var all = new EnumMap<Role, Duration>(given);
        if (set != null) {
            all.putAll(set);
        }
        return Map.copyOf(all);
    }
}
