package org.amparo.matching;

/** What a rule says of a provider. Unknown does not exclude: it names what to find out. */
public enum Finding {
    PASS,
    FAIL,
    UNKNOWN
}
