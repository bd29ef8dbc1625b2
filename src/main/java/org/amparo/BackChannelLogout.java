package org.amparo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Ends sessions here when they end at the identity provider. The session table is the only list of who is signed in, so this works on
 * whichever node is told.
 */
final class BackChannelLogout implements LogoutHandler {

    private final WebSessions sessions;

    BackChannelLogout(WebSessions sessions) {
        this.sessions = sessions;
    }

    /** A token without a session id ends all sessions of its subject. */
    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication != null && authentication.getPrincipal() instanceof OidcLogoutToken ended) {
            var subject = ended.getSubject();
            var session = ended.getSessionId();
            if (subject == null) {
                return; // a realm of ours always names the subject
            }
            if (session == null) {
                sessions.end(subject);
            } else {
                sessions.end(subject, session);
            }
        }
    }

    /** Keeps nothing in the memory of one node; {@link BackChannelLogout} asks the session table instead. */
    static final class NoRegistry implements OidcSessionRegistry {

        @Override
        public void saveSessionInformation(OidcSessionInformation information) {}

        @Override
        @SuppressWarnings("NullAway") // the interface means "none" by null and does not say so
        public @Nullable OidcSessionInformation removeSessionInformation(String clientSessionId) {
            return null;
        }

        @Override
        public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken logoutToken) {
            return List.of();
        }
    }
}
