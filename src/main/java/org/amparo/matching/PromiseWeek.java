package org.amparo.matching;

import java.util.Map;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Says how many cases a provider takes on in one week, in place of all it said of that week before.
 *
 * @param promised an absent service is not said (unknown, not zero)
 * @param revision the revision the person looked at, so that nobody overwrites another's words unseen; {@code null} skips the check
 */
public record PromiseWeek(
        OrganizationId provider,
        Week week,
        Map<Service, PromisedRoom> promised,
        @Nullable Integer revision) {

    public PromiseWeek {
        promised = Map.copyOf(promised);
    }
}
