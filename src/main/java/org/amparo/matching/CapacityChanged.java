package org.amparo.matching;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A provider's open capacity changed.
 *
 * @param open cases of that service it could still take, {@code null} when it has not said
 * @param promised cases at a time, {@code null} when it has not said, or promises week by week
 * @param turned whether room appeared with it, or none is left: what waits, or what the provider is asked, is to be looked at again
 */
public record CapacityChanged(
        OrganizationId provider,
        Service service,
        @Nullable Integer open,
        @Nullable Integer promised,
        boolean turned,
        Actor actor,
        Instant at)
        implements Accountable {}
