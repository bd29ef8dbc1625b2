package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** Somebody entitled to said yes to sharing with providers; {@code provisional} when it was family and the person has yet to ratify. */
public record ConsentGiven(CaseId caseFile, CaseFacts facts, boolean provisional, Actor actor, Instant at)
        implements Accountable {}
