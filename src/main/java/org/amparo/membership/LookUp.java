package org.amparo.membership;

/** A way to ask Amparo about people, or to carry something out of it. Each has its limits, so that nobody goes through everybody. */
public enum LookUp {
    /** A list or a search that names people. */
    SEARCH,
    /** Who a new case could be, shown while somebody types. */
    HINT,
    /** A file, a conflict packet or a matter. */
    OPENING,
    /** A table or a sheet to take away. */
    EXPORT
}
