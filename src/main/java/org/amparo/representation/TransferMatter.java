package org.amparo.representation;

import org.amparo.membership.MemberId;

/** The matter goes to a colleague: a member of the same organization with the role provider. */
public record TransferMatter(MatterId matter, long version, MemberId to) {}
