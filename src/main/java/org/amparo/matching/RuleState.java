package org.amparo.matching;

/** Whether a rule excludes anybody. */
public enum RuleState {
    /** A provider that fails it is not asked. */
    IN_FORCE,
    /** It excludes nobody. What it finds is shown all the same, and still counts in the points. */
    NOT_IN_FORCE
}
