package org.amparo.matching;

/** The hard rules, in the order they are told. A provider that fails one is not asked. */
public enum Rule {
    STANDING,
    SERVICE,
    PLACE,
    LANGUAGE,
    CAPACITY,
    DEADLINE,
    FUND,
    ASKED
}
