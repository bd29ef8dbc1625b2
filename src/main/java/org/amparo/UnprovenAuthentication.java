package org.amparo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;

/** A member whose roles need a passkey and who signed in without one. May do nothing before they have. */
final class UnprovenAuthentication extends AbstractAuthenticationToken {

    private final Authentication identity;

    UnprovenAuthentication(Authentication identity) {
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

    @Override
    public String getName() {
        return "unproven";
    }
}
