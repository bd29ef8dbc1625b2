package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** What the person needs changed, or coded facts that decide who can help; a new {@code facts.round()} is a residual need to be routed. */
public record NeedsChanged(CaseId caseFile, CaseFacts facts, Actor actor, Instant at) implements Accountable {}
