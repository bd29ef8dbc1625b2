package org.amparo.intake;

/** Where a case file stands with placement, told without mixing it with custody or the legal case. */
public enum CaseState {
    /** Nobody entitled has said yes to sharing: nothing is offered. */
    NO_CONSENT,
    /** The current round of needs waits for a provider. */
    WAITING,
    PLACED,
    /** A provider served the current round; nothing waits. */
    SERVED,
    CLOSED
}
