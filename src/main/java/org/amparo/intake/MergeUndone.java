package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/**
 * Two case files are about two people after all: both are what they were, with what was changed in each meanwhile.
 *
 * @param caseFile the file that was linked to the other
 * @param facts the coded facts of that file as they stand, for routing to go on with
 */
public record MergeUndone(CaseId caseFile, CaseId kept, MergerId merger, CaseFacts facts, Actor actor, Instant at)
        implements Accountable {}
