package org.amparo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Signed in at the identity provider, but nobody membership lets in: unknown, released or suspended. May do nothing but sign out. */
final class StrangerAuthentication extends AbstractAuthenticationToken {

    private final Authentication identity;

    StrangerAuthentication(Authentication identity) {
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
        return "stranger";
    }
}
