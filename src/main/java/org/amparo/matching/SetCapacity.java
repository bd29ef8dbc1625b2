package org.amparo.matching;

import java.util.Map;
import org.amparo.kernel.Service;
import org.amparo.membership.OrganizationId;

/**
 * Says how much a provider can take, replacing all promises made before.
 *
 * @param promised how many cases of each service it carries at a time; an absent service is not said (unknown, not zero)
 */
public record SetCapacity(OrganizationId provider, Map<Service, Integer> promised, Taking taking) {

    public SetCapacity {
        promised = Map.copyOf(promised);
    }
}
