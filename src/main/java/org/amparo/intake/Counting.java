package org.amparo.intake;

/** Whether a case counts in figures that name nobody. */
public enum Counting {
    /** Its person agreed to it, or was not asked yet. */
    COUNTED,
    /** Somebody who may say so said no to it, or took back a yes, or nobody ratified one in time. */
    LEFT_OUT
}
