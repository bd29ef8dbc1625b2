package org.amparo.intake;

/** What consent is given for; each is asked on its own. */
public enum ConsentPurpose {
    /** Providers of the coalition may see what they need to decide and to help. Without it nothing is offered. */
    SHARE_WITH_PROVIDERS,
    /** The hotline and the provider may call back. */
    CONTACT,
    /** The case counts in figures that name nobody. */
    STATISTICS
}
