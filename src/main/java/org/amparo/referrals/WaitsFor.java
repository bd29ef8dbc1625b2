package org.amparo.referrals;

/** What has to come before a round is offered to anybody, or to anybody else. */
public enum WaitsFor {
    /** The end of the quiet hours. */
    MORNING,
    /** Providers with somebody on call: they are asked before the others. */
    ROTA,
    /** A dispatcher's choice. */
    HAND
}
