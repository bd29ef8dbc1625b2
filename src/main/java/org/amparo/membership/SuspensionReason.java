package org.amparo.membership;

/** Why an organization may not take part for now. */
public enum SuspensionReason {
    AGREEMENT_EXPIRED,
    AGREEMENT_BREACHED,
    CONFIDENTIALITY_CONCERN,
    UNRESPONSIVE,
    OWN_REQUEST,
    OTHER
}
