package org.amparo.matching;

/** The hard rules, in the order they are told. A provider that fails one is not asked, as long as the rule is in force. */
public enum Rule {
    STANDING,
    SERVICE,
    PLACE,
    LANGUAGE,
    CAPACITY,
    DEADLINE,
    FUND,
    ASKED;

    /**
     * Whether the coalition may switch the rule off from a day on. It may where it can itself bridge what the rule keeps apart: a hearing by
     * video, an interpreter, an answer sooner than promised. The others are law, an agreement that was signed, or a provider's own word.
     */
    public boolean isSwitchable() {
        return switch (this) {
            case PLACE, LANGUAGE, DEADLINE -> true;
            case STANDING, SERVICE, CAPACITY, FUND, ASKED -> false;
        };
    }
}
