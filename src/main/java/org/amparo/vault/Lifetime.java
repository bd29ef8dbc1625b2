package org.amparo.vault;

/**
 * How long the data under a key is meant to live. Keys of one lifetime are numbered next to each other, since the key file stays small when
 * neighbours are destroyed together.
 */
public enum Lifetime {
    /** Days: what somebody is typing, a spreadsheet that waits for confirmation. */
    PASSING,
    /** Months and years: case files, calls, matters. */
    LASTING
}
