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
    SUSPENDED,
    /** The coalition put a rule of matching in force. */
    RULES,
    /** The rules of a fund changed, or another one holds from this day on. */
    FUND_RULES;

    /** Whether nothing changed but what the coalition decided: neither the case nor the provider. */
    boolean isOfTheCoalition() {
        return this == RULES || this == FUND_RULES;
    }
}
