package org.amparo.representation;

/** A deadline does not apply any more. */
public record DropDeadline(MatterId matter, long version, DeadlineId deadline) {}
