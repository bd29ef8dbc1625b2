package org.amparo.matching;

import java.util.Map;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Says what a provider can take, and how much, replacing what was said before.
 *
 * @param promised how many cases of each service it carries at a time; an absent service is not said (unknown, not zero). {@code null}
 *     leaves the promises as they are.
 * @param rooming whether it says a standing room or promises week by week from now on; {@code null} leaves that to {@code promised}, which is a
 *     standing room
 * @param revision the revision the person looked at, so that nobody overwrites another's words unseen; {@code null} skips the check
 */
public record DescribePractice(
        OrganizationId provider,
        Offering offering,
        @Nullable Map<Service, Integer> promised,
        Taking taking,
        @Nullable Rooming rooming,
        @Nullable Integer revision) {

    public DescribePractice(
            OrganizationId provider,
            Offering offering,
            @Nullable Map<Service, Integer> promised,
            Taking taking,
            @Nullable Integer revision) {
        this(provider, offering, promised, taking, null, revision);
    }
}
