package org.amparo.membership;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fund as a steward sees it, with the rules of all times, the newest first within each kind. The version is sent back with a change.
 *
 * @param endsOn first day it pays no more, Pacific time
 */
public record FundSheet(
        FundId id,
        long version,
        String name,
        String payer,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        List<Share> shares,
        List<Rule> rules) {

    public record Share(OrganizationId organization, String organizationName, int percent) {}

    public record Rule(FundRuleId id, FundRule rule) {}
}
