package org.amparo.referrals;

/** What changed, so that it was looked at again who has a case or is asked to take it. */
public enum Reopening {
    /** The person was seen at another facility. */
    MOVED,
    RELEASED,
    /** Another day of the next hearing is known, or none any more. */
    HEARING,
    /** What is needed, the language, or what a fund asks for. */
    FACTS,
    /** The provider said that it has no room left. */
    CAPACITY,
    /** The provider was suspended. */
    SUSPENDED
}
