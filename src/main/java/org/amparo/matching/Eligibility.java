package org.amparo.matching;

/** Where a provider stands for a case. */
public enum Eligibility {
    /** Could take it, and a fund pays or may pay. */
    ELIGIBLE,
    /** Could take it, no fund pays: asked after those a fund pays. */
    UNFUNDED,
    /**
     * Promises an answer only after the legal clock has run out, and nobody else can be asked: it is asked all the same, since an answer
     * may come sooner than promised.
     */
    LATE,
    /** A rule stands against it. */
    EXCLUDED
}
