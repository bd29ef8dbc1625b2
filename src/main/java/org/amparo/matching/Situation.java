package org.amparo.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.intake.CaseFacts;
import org.amparo.intake.CaseId;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.membership.Directory.FundEntry;
import org.amparo.membership.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Everything the rules may know of a case, gathered once for all providers. Nothing in it says how strong the case is, and a test
 * holds that nothing does.
 *
 * @param fieldOffice of the facility the person is at, {@code null} when there is none or it is unknown
 * @param answerWithin how long an answer may take for this urgency, by the coalition's rule
 * @param deadline the moment by which an answer must be there for the law's sake, {@code null} when no clock is known
 * @param overrides which funds pay by a dispatcher's word
 * @param rules which rules are in force at that moment
 * @param asked what became of earlier offers, by provider; a live or refused one of this round first, a conflict of any round
 */
record Situation(
        CaseId caseFile,
        CaseFacts facts,
        @Nullable FieldOfficeCode fieldOffice,
        Duration answerWithin,
        @Nullable Instant deadline,
        Map<OrganizationId, List<FundEntry>> funds,
        Map<OrganizationId, Asked> asked,
        Set<OrganizationId> conflicted,
        RulesOfDay rules,
        List<FundOverride> overrides,
        Instant now) {}
