package org.amparo.matching;

import java.time.Instant;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.referrals.Reopening;
import org.amparo.referrals.RoundLookedAt;

/** After something changed, the providers that have a round or are asked to take it were judged again by the rules. */
public record LookedAgain(
        CaseId caseFile,
        int round,
        Reopening because,
        Instant told,
        List<RoundLookedAt.Look> looks,
        Actor actor,
        Instant at)
        implements RoundLookedAt {}
