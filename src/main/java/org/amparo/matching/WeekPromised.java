package org.amparo.matching;

import java.time.Instant;
import java.time.LocalDate;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;
import org.amparo.membership.OrganizationId;

/** A provider said how many cases it takes on in the week that begins on that Monday (Pacific time). */
public record WeekPromised(OrganizationId provider, LocalDate week, Actor actor, Instant at) implements Accountable {}
