package org.amparo.intake;

/** What the ICE detainee locator answered to one exact spelling. */
public enum LocatorResult {
    FOUND,
    NOT_FOUND,
    SEVERAL_FOUND,
    UNAVAILABLE
}
