package org.amparo.intake;

import java.time.Instant;

/** Where a case stands, without anything told about the person. {@code openedAt} is UTC. */
public record CaseStanding(CaseId id, CaseState state, boolean offered, Instant openedAt) {}
