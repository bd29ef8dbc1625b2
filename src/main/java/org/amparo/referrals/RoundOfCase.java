package org.amparo.referrals;

import org.amparo.intake.CaseId;

record RoundOfCase(CaseId caseFile, int round) {}
