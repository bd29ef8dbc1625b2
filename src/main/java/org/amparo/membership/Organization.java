package org.amparo.membership;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import org.amparo.kernel.Actor;
import org.amparo.kernel.Rejected;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * An organization of the coalition. Registered as an applicant, admitted with a signed agreement, suspended and reinstated, and in the
 * end it leaves; what was done in its name stays. A suspension and a departure recall its live offers, which others do when they hear
 * of it, and end its people's access at their next request, which {@link Directory} answers.
 */
@Entity
@Table(schema = "membership", name = "organization")
class Organization extends AbstractAggregateRoot<Organization> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private OrganizationId id;

    @Version
    private @Nullable Long version;

    private String name;

    @Enumerated(EnumType.STRING)
    private OrganizationKind kind;

    @Enumerated(EnumType.STRING)
    private Standing standing;

    private Instant standingSince;

    @Enumerated(EnumType.STRING)
    private @Nullable SuspensionReason suspensionReason;

    private @Nullable LocalDate agreementSignedOn;
    private @Nullable String agreementSignatory;
    private @Nullable String agreementDocument;
    private @Nullable LocalDate agreementExpiresOn;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Organization() {}

    Organization(String name, OrganizationKind kind, Instant at) {
        this.id = OrganizationId.create();
        this.name = name;
        this.kind = kind;
        this.standing = Standing.APPLICANT;
        this.standingSince = at;
    }

    /** @throws Rejected when it is no applicant any more */
    Organization admit(Agreement agreement, Actor by, Instant at) {
        require(standing == Standing.APPLICANT);
        keep(agreement);
        become(Standing.ADMITTED, at);
        registerEvent(new OrganizationAdmitted(id, by, at));
        return this;
    }

    /** A new agreement takes the place of the one before. */
    Organization renew(Agreement agreement) {
        require(standing == Standing.ADMITTED || standing == Standing.SUSPENDED);
        keep(agreement);
        return this;
    }

    Organization suspend(SuspensionReason reason, Actor by, Instant at) {
        require(standing == Standing.ADMITTED);
        become(Standing.SUSPENDED, at);
        this.suspensionReason = reason;
        registerEvent(new OrganizationSuspended(id, by, at));
        return this;
    }

    Organization reinstate(Actor by, Instant at) {
        require(standing == Standing.SUSPENDED);
        become(Standing.ADMITTED, at);
        registerEvent(new OrganizationReinstated(id, by, at));
        return this;
    }

    /** For good. To others it looks like a suspension that is never lifted: offers are recalled, access ends. */
    Organization leave(Actor by, Instant at) {
        require(standing != Standing.LEFT);
        var tookPart = standing == Standing.ADMITTED;
        become(Standing.LEFT, at);
        if (tookPart) {
            registerEvent(new OrganizationSuspended(id, by, at));
        }
        return this;
    }

    private void become(Standing standing, Instant at) {
        this.standing = standing;
        this.standingSince = at;
        this.suspensionReason = null;
    }

    private void keep(Agreement agreement) {
        this.agreementSignedOn = agreement.signedOn();
        this.agreementSignatory = agreement.signatory();
        this.agreementDocument = agreement.document();
        this.agreementExpiresOn = agreement.expiresOn();
    }

    private void require(boolean fits) {
        if (!fits) {
            throw Rejected.conflict("membership-standing", standing);
        }
    }

    public OrganizationId getId() {
        return id;
    }

    public long getVersion() {
        return version == null ? 0 : version;
    }

    public String getName() {
        return name;
    }

    public OrganizationKind getKind() {
        return kind;
    }

    public Standing getStanding() {
        return standing;
    }

    public Instant getStandingSince() {
        return standingSince;
    }

    public @Nullable SuspensionReason getSuspensionReason() {
        return suspensionReason;
    }

    public @Nullable Agreement getAgreement() {
        return agreementSignedOn == null || agreementSignatory == null || agreementDocument == null
                ? null
                : new Agreement(agreementSignedOn, agreementSignatory, agreementDocument, agreementExpiresOn);
    }
}
