package org.amparo.representation;

/** Where the service stands. Says nothing about custody or the legal case. */
public enum ServiceState {
    /** Accepted; no attorney has spoken with the person yet. */
    AWAITING_CONTACT,
    IN_PROGRESS,
    ENDED
}
