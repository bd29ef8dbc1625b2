package org.amparo.matching;

/** So many cases of one service in one week, for those within the limits. */
public record PromisedRoom(int cases, Limits limits) {}
