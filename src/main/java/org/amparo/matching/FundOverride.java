package org.amparo.matching;

import java.time.Instant;
import org.amparo.membership.FundId;

/** That a fund pays for a case whatever its rules say, by a dispatcher's word. */
record FundOverride(FundId fund, OverrideReason reason, Instant at) {}
