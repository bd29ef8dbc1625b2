package org.amparo;

import org.springframework.security.core.Authentication;

/** A member who signed in without what their roles need beside a password. May do nothing before they have shown it. */
final class UnprovenAuthentication extends PowerlessAuthentication {

    private final Proof needed;

    UnprovenAuthentication(Authentication identity, Proof needed) {
        super(identity);
        this.needed = needed;
    }

    Proof needed() {
        return needed;
    }

    @Override
    public String getName() {
        return "unproven";
    }
}
