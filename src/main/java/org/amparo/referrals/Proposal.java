package org.amparo.referrals;

import org.amparo.membership.FundId;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/** A provider who could take a case, and the fund that would pay; no fund means eligible but unfunded. */
public record Proposal(OrganizationId provider, @Nullable FundId fund) {}
