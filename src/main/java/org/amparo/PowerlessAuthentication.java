package org.amparo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Signed in at the identity provider, and let in nowhere here: there is somebody to sign out, and nothing they may do. */
abstract sealed class PowerlessAuthentication extends AbstractAuthenticationToken
        permits StrangerAuthentication, UnprovenAuthentication {

    private final Authentication identity;

    PowerlessAuthentication(Authentication identity) {
        super(List.of());
        this.identity = identity;
        setAuthenticated(true);
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public @Nullable Object getPrincipal() {
        return identity.getPrincipal();
    }
}
