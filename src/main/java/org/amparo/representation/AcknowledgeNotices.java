package org.amparo.representation;

/** Somebody at the provider has seen the news on the matter. */
public record AcknowledgeNotices(MatterId matter, long version) {}
