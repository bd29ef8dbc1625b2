package org.amparo.matching;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.FundId;

/**
 * A dispatcher decided that a fund pays for a case.
 *
 * @param found what the rules of the fund had said
 */
public record FundOverridden(
        CaseId caseFile, FundId fund, Finding found, OverrideReason reason, Actor actor, Instant at)
        implements Accountable {}
