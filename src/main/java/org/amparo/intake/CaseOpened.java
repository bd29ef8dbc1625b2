package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.kernel.HumanReference;

/** An intake was submitted: a case file exists and asks for a provider. {@code callStarted} is when the caller was first on the phone. */
public record CaseOpened(
        CaseId caseFile, HumanReference reference, CaseFacts facts, Instant callStarted, Actor actor, Instant at)
        implements Accountable {}
