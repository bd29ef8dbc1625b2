package org.amparo;

import org.springframework.security.core.Authentication;

/** Signed in at the identity provider, but nobody membership lets in: unknown, released or suspended. May do nothing but sign out. */
final class StrangerAuthentication extends PowerlessAuthentication {

    StrangerAuthentication(Authentication identity) {
        super(identity);
    }

    @Override
    public String getName() {
        return "stranger";
    }
}
