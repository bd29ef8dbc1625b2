package org.amparo.representation;

/** A closed matter is opened again, to put its record right. */
public record ReopenMatter(MatterId matter, long version, ReopenReason reason) {}
