package org.amparo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.membership.Directory;
import org.amparo.membership.Duty;
import org.amparo.membership.Role;
import org.amparo.membership.SignedIn;
import org.amparo.membership.Welcome;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks membership at every request who the signed-in subject is and what they may do, so that a suspension or a new role is effective
 * at the next request and no right is ever read from a token or a session.
 */
final class MembershipFilter extends OncePerRequestFilter {

    /** The realm role somebody must have to use Amparo at all; what they may do in it is membership's to say. */
    static final String GATE = "amparo-user";

    private static final Authentication NOBODY =
            new AnonymousAuthenticationToken("ended", "nobody", List.of(new SimpleGrantedAuthority("ROLE_ANONYMOUS")));

    private final Directory directory;
    private final ObjectProvider<Welcome> welcome;
    private final SignInSettings settings;
    private final Clock clock;

    MembershipFilter(Directory directory, ObjectProvider<Welcome> welcome, SignInSettings settings, Clock clock) {
        this.clock = clock;
        this.directory = directory;
        this.welcome = welcome;
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var context = SecurityContextHolder.getContext();
        var identity = context.getAuthentication();
        var claims = identity == null ? null : claimsOf(identity);
        if (identity != null && claims != null) {
            var subject = claims.getClaimAsString("sub");
            var known = subject == null ? Optional.<SignedIn>empty() : directory.signedIn(subject);
            if (known.filter(member -> endedEverywhere(member, claims)).isPresent()) {
                var session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                    // The provider may still hold the proof that no longer counts here, and would bring it back at
                    // once.
                    request.getSession().setAttribute(SignInRequests.PROVE_AGAIN, true);
                }
                signOut();
                chain.doFilter(request, response);
                return;
            }
            var fresh = SecurityContextHolder.createEmptyContext();
            fresh.setAuthentication(member(subject, known, claims)
                    .filter(SignedIn::active)
                    .map(member -> authenticated(member, identity, claims))
                    .orElseGet(() -> new StrangerAuthentication(identity)));
            SecurityContextHolder.setContext(fresh);
        }
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** The rest of the request is nobody's. */
    static void signOut() {
        var fresh = SecurityContextHolder.createEmptyContext();
        fresh.setAuthentication(NOBODY);
        SecurityContextHolder.setContext(fresh);
    }

    /** Whether the member has signed out everywhere, or was, since they proved to the identity provider who they are. */
    private boolean endedEverywhere(SignedIn member, ClaimAccessor claims) {
        return directory
                .signedOutAt(member.member())
                .filter(ended -> provenAt(claims).isBefore(ended))
                .isPresent();
    }

    /** When the person last proved who they are. A provider that does not say so is taken to mean when it issued the token. */
    static Instant provenAt(ClaimAccessor claims) {
        var proven = claims.getClaimAsInstant("auth_time");
        var issued = proven == null ? claims.getClaimAsInstant("iat") : proven;
        return issued == null ? Instant.EPOCH : issued;
    }

    private Authentication authenticated(SignedIn member, Authentication identity, ClaimAccessor claims) {
        var needed = settings.needed(member.roles());
        if (!settings.shows(needed, claims.getClaimAsString("acr"))) {
            return new UnprovenAuthentication(identity, needed);
        }
        var duty = member.is(Role.VOLUNTEER)
                ? directory.duty(member.member(), clock.instant()).state()
                : Duty.State.ON;
        var now = duty == Duty.State.OFF ? member.without(Role.VOLUNTEER) : member;
        return new MemberAuthentication(now, identity, provenAt(claims), duty, authorities(now, identity));
    }

    /** Who is known already, or is welcomed now; nobody whose gate at the identity provider is shut. */
    private Optional<SignedIn> member(@Nullable String subject, Optional<SignedIn> known, ClaimAccessor claims) {
        if (subject == null || !gateOpen(claims)) {
            return Optional.empty();
        }
        return known.or(() -> {
            var email = claims.getClaimAsString("email");
            var desk = welcome.getIfAvailable();
            return desk == null || email == null || !Boolean.TRUE.equals(claims.getClaimAsBoolean("email_verified"))
                    ? Optional.empty()
                    : desk.welcome(subject, email);
        });
    }

    private static boolean gateOpen(ClaimAccessor claims) {
        return claims.getClaim("realm_access") instanceof Map<?, ?> access
                && access.get("roles") instanceof Collection<?> roles
                && roles.contains(GATE);
    }

    private static @Nullable ClaimAccessor claimsOf(Authentication identity) {
        if (identity instanceof JwtAuthenticationToken token) {
            return token.getToken();
        }
        return identity.getPrincipal() instanceof OidcUser user ? user : null;
    }

    private static List<GrantedAuthority> authorities(SignedIn member, Authentication identity) {
        var authorities = new ArrayList<GrantedAuthority>();
        member.roles().forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
        identity.getAuthorities().stream()
                .filter(authority -> String.valueOf(authority.getAuthority()).startsWith("FACTOR_"))
                .forEach(authorities::add);
        return authorities;
    }
}
