package org.amparo.matching;

/** Where a plan stands. */
public enum PlanState {
    /** Made, to be looked at and changed. */
    DRAFT,
    /** Turned into offers. */
    COMMITTED
}
