package org.amparo.representation;

import java.time.LocalDate;

/** Something must be done by that day, Pacific time. */
public record SetDeadline(MatterId matter, long version, DeadlineKind kind, LocalDate due) {}
