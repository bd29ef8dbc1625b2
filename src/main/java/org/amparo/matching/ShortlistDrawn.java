package org.amparo.matching;

import java.time.Instant;
import java.util.List;
import org.amparo.intake.CaseId;
import org.amparo.kernel.Actor;
import org.amparo.referrals.Proposal;
import org.amparo.referrals.ProvidersProposed;
import org.amparo.referrals.Route;

/** The providers who could take a case were found, best first. */
public record ShortlistDrawn(CaseId caseFile, int round, List<Proposal> proposals, Route route, Actor actor, Instant at)
        implements ProvidersProposed {}
