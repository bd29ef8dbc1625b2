package org.amparo;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.amparo.membership.Duty;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Who the identity provider says it is, and what membership says they may do, for the length of one request. Never stored: the
 * session keeps the identity provider's answer, membership is asked again at the next request.
 */
final class MemberAuthentication extends AbstractAuthenticationToken {

    private final transient SignedIn member;
    private final transient Setting setting;
    private final Authentication identity;
    private final Instant provenAt;
    private final Duty.State duty;

    MemberAuthentication(
            SignedIn member,
            Authentication identity,
            Instant provenAt,
            Duty.State duty,
            Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.member = member;
        this.setting = Setting.of(member);
        this.identity = identity;
        this.provenAt = provenAt;
        this.duty = duty;
        setAuthenticated(true);
        setDetails(identity.getDetails());
    }

    SignedIn member() {
        return member;
    }

    /** Whether they may act as a volunteer; always {@code ON} for whoever has no such role. */
    Duty.State duty() {
        return duty;
    }

    /** When they last proved to the identity provider who they are. */
    Instant provenAt() {
        return provenAt;
    }

    /** As whom the database is read while this person's request is answered. */
    Setting setting() {
        return setting;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    /** The identity provider's principal, which logging out at the provider needs. */
    @Override
    public @Nullable Object getPrincipal() {
        return identity.getPrincipal();
    }

    /** The member's id: what a log may carry. */
    @Override
    public String getName() {
        return member.member().toString();
    }

    /** What the identity provider answered. */
    Authentication identity() {
        return identity;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemberAuthentication that
                && member.equals(that.member)
                && identity.equals(that.identity)
                && super.equals(other);
    }

    @Override
    public int hashCode() {
        return Objects.hash(member, identity);
    }
}
