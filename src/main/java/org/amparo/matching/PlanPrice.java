package org.amparo.matching;

import org.amparo.kernel.Service;
import org.amparo.kernel.Urgency;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * What one more place of a provider for a service would bring: its shadow price, proven with the plan.
 *
 * @param room how many cases it has room for
 * @param places the urgency of the one more person that would be placed, {@code null} when nobody more would be
 * @param promised whether the place would go to a case that is under offer or pinned beyond the room there is
 * @param minutesSooner by how many minutes in all answers would come sooner; negative when placing one more takes from others' time
 */
public record PlanPrice(
        OrganizationId provider,
        Service service,
        int room,
        @Nullable Urgency places,
        boolean promised,
        long minutesSooner) {}
