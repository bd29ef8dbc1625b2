package org.amparo.catalog;

/** How full a list is today. {@code other} counts entries that hold no more or not yet. */
public record ListSummary(ListKey list, int inUse, int other) {}
