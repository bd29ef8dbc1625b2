package org.amparo;

import org.springframework.security.core.Authentication;

/** A member whose roles need a passkey and who signed in without one. May do nothing before they have. */
final class UnprovenAuthentication extends PowerlessAuthentication {

    UnprovenAuthentication(Authentication identity) {
        super(identity);
    }

    @Override
    public String getName() {
        return "unproven";
    }
}
