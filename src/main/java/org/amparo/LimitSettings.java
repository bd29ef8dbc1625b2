package org.amparo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amparo.membership.LookUp;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often an hour. A tenth of it may come within a minute, and three times of it within a day before stewards are told.
 *
 * @param hourly by kind of look-up, for each person; ten times as often from one address, where an office may sit
 * @param signIns begun from one address
 */
@ConfigurationProperties("amparo.limits")
record LimitSettings(Map<LookUp, Integer> hourly, int signIns) {

    private static final int FEWEST = 20;
    private static final int MOST = 10_000;

    /** About five times what the busiest hour of each kind of work takes. */
    private static final Map<LookUp, Integer> DEFAULT =
            Map.of(LookUp.SEARCH, 300, LookUp.HINT, 1_200, LookUp.OPENING, 300, LookUp.EXPORT, 120);

    LimitSettings(@Nullable Map<LookUp, Integer> hourly, int signIns) {
        var all = new EnumMap<LookUp, Integer>(DEFAULT);
        if (hourly != null) {
            all.putAll(hourly);
        }
        this.hourly = Map.copyOf(all);
        this.signIns = signIns == 0 ? 600 : signIns;
    }

    int of(LookUp kind) {
        return hourly.getOrDefault(kind, FEWEST);
    }

    /** What an installation may not set, one sentence each. */
    List<String> trouble() {
        var trouble = new ArrayList<String>();
        for (var kind : LookUp.values()) {
            if (isOff(of(kind))) {
                trouble.add("amparo.limits.hourly." + kind.name().toLowerCase(Locale.ROOT)
                        + " must be between 20 and 10000 an hour");
            }
        }
        if (isOff(signIns)) {
            trouble.add("amparo.limits.sign-ins must be between 20 and 10000 an hour");
        }
        return trouble;
    }

    private static boolean isOff(int times) {
        return times < FEWEST || times > MOST;
    }
}
