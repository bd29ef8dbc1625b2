package org.amparo.intake;

/** What belongs together among the things told of people, so that a record can say what somebody was shown and nothing of it. */
public enum FieldSet {
    /** The name as given, surnames, other names. */
    NAMES,
    BIRTH,
    /** Country of birth and nationality. */
    ORIGIN,
    /** Variant of the language, gender, pronouns. */
    PARTICULARS,
    A_NUMBER,
    /** The person's own telephone. */
    PHONE,
    /** Who called. */
    CALLER,
    /** How to reach the caller, and how not to. */
    CONTACT,
    /** Others who are in the case. */
    PARTIES,
    /** Household and income. */
    INCOME,
    /** What was said, in words. */
    STORY,
    /** Spellings tried in the ICE locator. */
    LOCATOR
}
