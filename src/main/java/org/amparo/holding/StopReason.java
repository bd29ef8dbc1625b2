package org.amparo.holding;

/** Why the organization that took a case does not hold, or no longer holds, its file alone. */
public enum StopReason {
    /** Its people decided so. */
    DECIDED,
    /** It gave the file back. */
    GIVEN_BACK,
    /** The offer or the service ended before the file was handed over. */
    UNPLACED,
    /** A steward ended the permission. */
    PERMISSION_ENDED,
    /** It was suspended before the file was handed over. */
    SUSPENDED
}
