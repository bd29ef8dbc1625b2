package org.amparo.matching;

/** Where a provider stands for a case. */
public enum Eligibility {
    /** Could take it, and a fund pays or may pay. */
    ELIGIBLE,
    /** Could take it, no fund pays: asked after those a fund pays. */
    UNFUNDED,
    /** A rule stands against it. */
    EXCLUDED
}
