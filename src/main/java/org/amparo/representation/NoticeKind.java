package org.amparo.representation;

/** News about the case that came from others than the matter's own provider and asks for a look. */
public enum NoticeKind {
    /** The person was seen at another facility: court, field office and fund may be others now. */
    MOVED,
    RELEASED,
    /** Another day of the next hearing was told than this matter has. */
    HEARING,
    /** The provider was asked whether it keeps the case; seen when that is answered. */
    QUESTIONED,
    /** Consent to sharing with further providers was withdrawn; what the client and this provider agreed is theirs. */
    CONSENT_WITHDRAWN
}
