package org.amparo.intake;

/** How well somebody whose first language is another speaks Spanish. Nobody may assume it. */
public enum SpanishFluency {
    NONE,
    SOME,
    FLUENT,
    UNKNOWN
}
