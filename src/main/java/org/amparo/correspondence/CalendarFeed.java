package org.amparo.correspondence;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.amparo.kernel.Actor;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.membership.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * A member's calendar at a secret address. Born when the member asks for it, known by a fingerprint of its address, ended when the member
 * revokes it or asks for another. It shows nothing while its owner may not sign in.
 */
@Entity
@Table(schema = "correspondence", name = "calendar_feed")
class CalendarFeed extends AbstractAggregateRoot<CalendarFeed> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private FeedId id;

    @Version
    private long version;

    @AttributeOverride(name = "value", column = @Column(name = "member"))
    private MemberId member;

    @AttributeOverride(name = "value", column = @Column(name = "organization"))
    private OrganizationId organization;

    @Enumerated(EnumType.STRING)
    @Column(name = "scope")
    private CalendarScope scope;

    @Column(name = "fingerprint")
    private String fingerprint;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "last_read", insertable = false, updatable = false)
    private @Nullable Instant lastRead;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected CalendarFeed() {}

    private CalendarFeed(SignedIn owner, CalendarScope scope, String fingerprint, Instant now) {
        id = FeedId.create();
        member = owner.member();
        organization = owner.organization();
        this.scope = scope;
        this.fingerprint = fingerprint;
        openedAt = now;
        registerEvent(new CalendarOpened(id, scope, owner.actor(), now));
    }

    static CalendarFeed open(SignedIn owner, CalendarScope scope, CalendarToken token, Instant now) {
        return new CalendarFeed(owner, scope, token.fingerprint(), now);
    }

    CalendarFeed revoke(Actor by, Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
            registerEvent(new CalendarRevoked(id, by, now));
        }
        return this;
    }

    public FeedId getId() {
        return id;
    }

    public CalendarScope getScope() {
        return scope;
    }

    public Instant getOpenedAt() {
        return openedAt;
    }

    public @Nullable Instant getLastRead() {
        return lastRead;
    }

    MemberId member() {
        return member;
    }

    OrganizationId organization() {
        return organization;
    }
}
