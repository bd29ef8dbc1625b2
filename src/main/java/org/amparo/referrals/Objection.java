package org.amparo.referrals;

/** The first rule that stands against a provider since something changed. */
public enum Objection {
    STANDING,
    SERVICE,
    /** It serves neither the new place nor its field office or court, or only people who are detained. */
    PLACE,
    LANGUAGE,
    CAPACITY,
    FUND
}
