package org.amparo.matching;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/** A provider was asked whether something of its practice is still right, and said that it is. */
public record PracticeConfirmed(OrganizationId provider, PracticeQuestion.Kind about, Actor actor, Instant at)
        implements Accountable {}
