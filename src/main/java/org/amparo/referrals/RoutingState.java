package org.amparo.referrals;

/** Where the search for a provider stands, for one round of a case. */
public enum RoutingState {
    /** Just submitted: the first shortlist is being drawn. */
    ROUTING,
    /** At least one provider may still answer. */
    OFFERED,
    /** The last offer has ended and the next providers are being looked for, or a dispatcher has to act. */
    WAITING,
    /** Nothing is offered by itself: a dispatcher has to choose. */
    BY_HAND,
    /** It is quiet hours, and nobody is asked before the morning. */
    RESTING,
    /** Nobody who could take the case is left to ask. */
    NO_PROVIDER,
    /** Nothing may be offered until somebody entitled says yes. */
    NO_CONSENT,
    PLACED,
    /** The service that began with the placement has ended. */
    CONCLUDED,
    /** The case file was closed before anybody took it. */
    CLOSED;

    /** @return whether a provider is still looked for */
    public boolean isOpen() {
        return compareTo(NO_CONSENT) <= 0;
    }
}
