package org.amparo.matching;

import java.time.Instant;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.FundId;

/** A dispatcher no longer decides that a fund pays for a case: its rules count again. */
public record FundOverrideTakenBack(CaseId caseFile, FundId fund, Actor actor, Instant at) implements Accountable {}
