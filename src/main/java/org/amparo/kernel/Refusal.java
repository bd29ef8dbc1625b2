package org.amparo.kernel;

/** Somebody asked for what is not for them. */
public interface Refusal extends Accountable {}
