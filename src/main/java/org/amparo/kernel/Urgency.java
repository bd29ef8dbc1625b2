package org.amparo.kernel;

/**
 * How soon somebody must have a lawyer. Ordered: the most urgent first. How long an answer may take for each is a dated setting
 * of the coalition, see the catalog's rules; these words only name the grades.
 */
public enum Urgency {
    /** Removal imminent, claim to United States citizenship, child alone, medical emergency, final or reinstated order with travel document. */
    U0,
    /** First 72 hours in custody, transfer feared, fear interview within 72 hours, told to sign papers, hearing within two days. */
    U1,
    /** Hearing within ten days, bond hearing set, appeal deadline within ten days. */
    U2,
    /** Detained, no date known. */
    U3,
    /** Not detained. */
    U4;

    /** Whose case is delayed by nothing that is agreed for anybody's convenience: no night, no head start, no waiting for a dispatcher's hand. */
    public boolean neverWaits() {
        return this == U0 || this == U1;
    }

    public boolean isMoreUrgentThan(Urgency other) {
        return compareTo(other) < 0;
    }
}
