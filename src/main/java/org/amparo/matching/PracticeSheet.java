package org.amparo.matching;

import java.time.Instant;
import java.util.Map;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/** A practice as it was at one moment, to read without a database. {@code describedAt} is {@code null} when nothing was ever said. */
record PracticeSheet(
        OrganizationId provider,
        long version,
        int revision,
        Offering offering,
        Taking taking,
        Map<Service, Capacity> capacity,
        @Nullable Instant describedAt) {

    PracticeSheet {
        capacity = Map.copyOf(capacity);
    }

    static PracticeSheet blank(OrganizationId provider) {
        return new PracticeSheet(provider, -1, 0, Offering.nothing(), Taking.OPEN, Map.of(), null);
    }

    boolean described() {
        return describedAt != null;
    }

    Capacity capacity(Service service) {
        return capacity.getOrDefault(service, Capacity.NOT_SAID);
    }
}
