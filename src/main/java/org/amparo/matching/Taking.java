package org.amparo.matching;

/** Whether a provider takes cases at all at the moment. */
public enum Taking {
    OPEN,
    /** Nothing is offered until the provider says otherwise; promises are kept for later. */
    PAUSED
}
