package org.amparo.matching;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.OrganizationId;

/**
 * How the work is to be shared: what the open funds agreed with their providers, and for everybody else what is left of it, by open room.
 *
 * @param percent of each provider, summed over the funds that agreed on shares
 * @param whole a hundred for each of those funds
 */
record AgreedShares(Map<OrganizationId, Integer> percent, int whole) {

    static final AgreedShares NONE = new AgreedShares(Map.of(), 0);

    AgreedShares {
        percent = Map.copyOf(percent);
    }

    static AgreedShares of(Collection<FundEntry> funds) {
        var percent = new HashMap<OrganizationId, Integer>();
        var whole = 0;
        for (var fund : funds) {
            if (!fund.shares().isEmpty()) {
                whole += 100;
                fund.shares().forEach((provider, share) -> percent.merge(provider, share, Integer::sum));
            }
        }
        return new AgreedShares(percent, whole);
    }

    /**
     * The shares of these providers against each other, at least one each.
     *
     * @param room open places of each provider
     */
    Map<OrganizationId, Integer> among(Map<OrganizationId, Integer> room) {
        var shares = new HashMap<OrganizationId, Integer>();
        if (percent.isEmpty()) {
            room.forEach((provider, open) -> shares.put(provider, Math.max(1, open)));
            return shares;
        }
        var rest = whole - percent.values().stream().mapToInt(Integer::intValue).sum();
        var roomOfRest = room.entrySet().stream()
                .filter(each -> !percent.containsKey(each.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        room.forEach((provider, open) -> {
            var agreed = percent.get(provider);
            var share = agreed != null ? agreed : roomOfRest == 0 ? 0 : (int) ((long) rest * open / roomOfRest);
            shares.put(provider, Math.max(1, share));
        });
        return shares;
    }
}
