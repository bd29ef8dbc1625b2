package org.amparo.membership;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * A person who works for an organization of the coalition. Enrolled by a steward, bound to the identity provider's subject at the
 * first sign-in with the verified e-mail address and never to another, released in the end. Who comes back is enrolled anew.
 */
@Entity
@Table(schema = "membership", name = "member")
class Member extends AbstractAggregateRoot<Member> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private MemberId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "organization"))
    private OrganizationId organization;

    private String name;
    private String email;
    private @Nullable String subject;
    private String language;
    private Instant enrolledAt;
    private @Nullable Instant welcomedAt;
    private @Nullable Instant releasedAt;
    private @Nullable Instant signedOutAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(schema = "membership", name = "member_role", joinColumns = @JoinColumn(name = "member"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    @BatchSize(size = 200)
    private Set<Role> roles;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Member() {}

    Member(EnrolMember command, Actor by, Instant at) {
        this.id = MemberId.create();
        this.organization = command.organization();
        this.name = command.name();
        this.email = command.email();
        this.language = command.language();
        this.enrolledAt = at;
        this.roles = EnumSet.copyOf(command.roles());
        registerEvent(new MemberEnrolled(id, organization, Set.copyOf(roles), by, at));
    }

    /** @return whether this was the first sign-in */
    boolean welcome(String subject, Instant at) {
        if (this.subject != null || releasedAt != null) {
            return false;
        }
        this.subject = subject;
        this.welcomedAt = at;
        return true;
    }

    Member give(Set<Role> roles, Actor by, Instant at) {
        requirePresent();
        if (!this.roles.equals(roles)) {
            this.roles.retainAll(roles);
            this.roles.addAll(roles);
            registerEvent(new MemberEnrolled(id, organization, Set.copyOf(roles), by, at));
        }
        return this;
    }

    Member speak(String language) {
        requirePresent();
        this.language = language;
        return this;
    }

    /** Whole seconds, as the identity provider tells times: what was signed in within this second ends as well. */
    Member signOut(Actor by, Instant at) {
        requirePresent();
        this.signedOutAt = at.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        registerEvent(new MemberSignedOut(id, organization, by, at));
        return this;
    }

    Member release(Actor by, Instant at) {
        requirePresent();
        this.releasedAt = at;
        registerEvent(new MemberReleased(id, organization, by, at));
        return this;
    }

    private void requirePresent() {
        if (releasedAt != null) {
            throw Rejected.conflict("membership-member-released");
        }
    }

    public MemberId getId() {
        return id;
    }

    public long getVersion() {
        return version == null ? 0 : version;
    }

    public OrganizationId getOrganization() {
        return organization;
    }

    public String getName() {
        return name;
    }

    public String getEmail() {
        return email;
    }

    public String getLanguage() {
        return language;
    }

    public Set<Role> getRoles() {
        return Set.copyOf(roles);
    }

    public Instant getEnrolledAt() {
        return enrolledAt;
    }

    public @Nullable Instant getWelcomedAt() {
        return welcomedAt;
    }

    public @Nullable Instant getReleasedAt() {
        return releasedAt;
    }

    @Nullable
    Instant signedOutAt() {
        return signedOutAt;
    }

    @Nullable
    String subject() {
        return subject;
    }
}
