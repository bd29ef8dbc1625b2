package org.amparo.referrals;

/** Why a provider says no. */
public enum DeclineReason {
    CONFLICT,
    NO_CAPACITY,
    GEOGRAPHY,
    FUND_RULE,
    OVER_INCOME,
    CRIMINAL_EXCLUSION,
    LANGUAGE,
    EXPERTISE,
    DEADLINE_TOO_SHORT,
    ALREADY_REPRESENTED,
    CLIENT_DECLINED,
    UNREACHABLE,
    DUPLICATE,
    /** Hidden where the fund forbids merit triage. */
    MERITS,
    OTHER
}
