package org.amparo.correspondence;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A calendar's address answers no more. */
public record CalendarRevoked(FeedId feed, Actor actor, Instant at) implements Accountable {}
