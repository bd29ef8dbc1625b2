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
    OTHER
}
