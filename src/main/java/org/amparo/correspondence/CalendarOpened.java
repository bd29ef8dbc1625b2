package org.amparo.correspondence;

import java.time.Instant;
import org.amparo.kernel.Accountable;
import org.amparo.kernel.Actor;

/** A member asked for a calendar at a secret address; the one they had before is gone. */
public record CalendarOpened(FeedId feed, CalendarScope scope, Actor actor, Instant at) implements Accountable {}
