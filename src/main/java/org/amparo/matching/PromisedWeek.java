package org.amparo.matching;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.amparo.kernel.Service;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said of one week, and what became of it.
 *
 * @param saidAt when it was last said, {@code null} when nobody has: then only what was accepted in the week is known
 */
record PromisedWeek(Week week, @Nullable Instant saidAt, Map<Service, Promise> promises) {

    PromisedWeek {
        var sorted = new EnumMap<Service, Promise>(Service.class);
        sorted.putAll(promises);
        promises = Collections.unmodifiableMap(sorted);
    }

    static PromisedWeek blank(Week week) {
        return new PromisedWeek(week, null, Map.of());
    }

    Promise promise(Service service) {
        return promises.getOrDefault(service, Promise.NOT_SAID);
    }

    PromisedWeek with(Service service, Promise promise) {
        var next = new EnumMap<Service, Promise>(Service.class);
        next.putAll(promises);
        next.put(service, promise);
        return new PromisedWeek(week, saidAt, next);
    }

    PromisedWeek said(Instant now) {
        return new PromisedWeek(week, now, promises);
    }

    boolean answered() {
        return saidAt != null;
    }
}
