package org.amparo.representation;

import java.time.LocalDate;

/** A deadline was met on that day, Pacific time, not in the future. */
public record MeetDeadline(MatterId matter, long version, DeadlineId deadline, LocalDate on) {}
