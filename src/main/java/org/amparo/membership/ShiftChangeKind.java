package org.amparo.membership;

/** How one day differs from the week. */
public enum ShiftChangeKind {
    EXTRA,
    OFF
}
