package org.amparo.matching;

/** What a rule says of a provider. Unknown does not exclude: it names what to find out. */
public enum Finding {
    PASS,
    FAIL,
    UNKNOWN,
    /** Would stand against the provider, but the rule is not in force: excludes nobody. */
    WAIVED,
    /** Somebody entitled decided otherwise, with a reason. */
    OVERRIDDEN
}
