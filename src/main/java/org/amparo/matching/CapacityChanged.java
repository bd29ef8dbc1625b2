package org.amparo.matching;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/** A provider's open capacity changed. {@code open} is the number of cases of that service it could still take, {@code promised} what it promised; {@code open} is null when the provider has not said. */
public record CapacityChanged(
        OrganizationId provider,
        Service service,
        @Nullable Integer open,
        @Nullable Integer promised,
        Actor actor,
        Instant at)
        implements Accountable {}
