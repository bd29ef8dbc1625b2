package org.amparo.holding;

/** What can happen to the key an organization holds. */
public enum KeyStep {
    /** A steward let the organization hold files alone. */
    PERMITTED,
    /** A steward ended that: nothing more is handed over. */
    PERMISSION_ENDED,
    MADE,
    /** A second person showed that the recovery sheets were written down. */
    SHEETS_CONFIRMED,
    SHEETS_RENEWED,
    UNLOCKED,
    LOCKED,
    PASSPHRASE_CHANGED,
    /** A new passphrase was set with both recovery sheets. */
    RECOVERED,
    /** The key was ended; it held nothing any more. */
    RETIRED
}
