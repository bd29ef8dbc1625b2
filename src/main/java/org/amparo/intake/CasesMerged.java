package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/**
 * Two case files turned out to be about one person: work goes on in the one that is kept. Nothing of either was moved or changed.
 *
 * @param caseFile the file that is linked to the other
 * @param kept the file in which work goes on
 */
public record CasesMerged(CaseId caseFile, CaseId kept, MergerId merger, Actor actor, Instant at)
        implements Accountable {}
