package org.amparo.matching;

import java.time.Instant;
import java.time.LocalDate;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/**
 * A provider that promises by the week has said nothing yet of the week that begins on that Monday (Pacific time). Told once for a provider and a
 * week.
 *
 * @param begins the moment at which the week begins
 */
public record WeekAwaited(OrganizationId provider, LocalDate week, Instant begins, Actor actor, Instant at)
        implements Accountable {}
