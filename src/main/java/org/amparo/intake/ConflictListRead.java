package org.amparo.intake;

import java.time.Instant;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Reading;
import org.amparo.membership.OrganizationId;

/** Somebody was shown names of their own organization's conflict list. */
public record ConflictListRead(OrganizationId organization, Actor actor, Instant at) implements Reading {}
