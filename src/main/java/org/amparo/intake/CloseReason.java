package org.amparo.intake;

/** Why a case file was closed. */
public enum CloseReason {
    SERVED,
    RELEASED_WITHOUT_NEED,
    REMOVED,
    PRIVATE_COUNSEL,
    CLIENT_DECLINED,
    CONSENT_WITHDRAWN,
    UNREACHABLE,
    DUPLICATE,
    NO_PROVIDER,
    OTHER,
    /** What it told of people was destroyed; nobody chooses this. */
    SHREDDED;

    /** Whether somebody may close a file for that reason. */
    public boolean isChosen() {
        return this != SHREDDED;
    }
}
