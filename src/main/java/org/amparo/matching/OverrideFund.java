package org.amparo.matching;

import org.amparo.intake.CaseId;
import org.amparo.membership.FundId;

/** Decides that a fund pays for a case, in all its rounds, although its rules say no or an answer is missing. */
public record OverrideFund(CaseId caseFile, FundId fund, OverrideReason reason) {}
