package org.amparo.intake;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.amparo.kernel.Actor;
import org.amparo.kernel.LanguageCode;
import org.amparo.kernel.Personal;
import org.amparo.kernel.PersonalText;
import org.amparo.kernel.Rejected;
import org.amparo.membership.MemberId;
import org.amparo.membership.OrganizationId;
import org.amparo.vault.Cell;
import org.amparo.vault.Lifetime;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;
import tools.jackson.core.type.TypeReference;

/**
 * One call to the hotline. Most are no case: they are logged when they end and announced by {@link CallLogged}. One that became a case
 * file is written in the same transaction as the file, and only the file is announced. A call may carry a promise to call back, which
 * is open until somebody has kept it.
 */
@Entity
@Table(schema = "intake", name = "call")
@EntityListeners(Sealing.class)
class Call extends AbstractAggregateRoot<Call> implements Sealing.Sealed {

    private static final TypeReference<Promise> PROMISE = new TypeReference<>() {};

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private CallId id;

    @Version
    private @Nullable Long version;

    @Enumerated(EnumType.STRING)
    private CallKind kind;

    private Instant startedAt;
    private Instant endedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "language"))
    private @Nullable LanguageCode language;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "member"))
    private @Nullable MemberId member;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "organization"))
    private @Nullable OrganizationId organization;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "case_id"))
    private @Nullable CaseId caseFile;

    private @Nullable Instant callBackBy;

    /** Whom to call and what about, sealed; written once. */
    private byte @Nullable [] promise;

    @Transient
    private @Nullable Promise opened;

    @Transient
    private @Nullable Sealing sealing;

    private @Nullable Instant keptAt;

    /** Whom to call, and what was promised. */
    record Promise(@Nullable PersonalText phone, @Nullable PersonalText text) implements Personal {

        private static final Promise NONE = new Promise(null, null);

        @Override
        public String toString() {
            return SEALED;
        }
    }

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected Call() {}

    private Call(
            CallId id, CallKind kind, Instant startedAt, @Nullable LanguageCode language, Actor actor, Instant now) {
        this.id = id;
        this.kind = kind;
        this.startedAt = startedAt;
        this.endedAt = now;
        this.language = language;
        this.member = actor.member() == null ? null : new MemberId(actor.member());
        this.organization = actor.organization() == null ? null : new OrganizationId(actor.organization());
    }

    /** A call ended that did not become a case file. */
    static Call logged(LogCall command, Actor actor, Instant now) {
        var call = new Call(
                CallId.create(),
                command.kind(),
                Objects.requireNonNullElse(command.startedAt(), now),
                command.language(),
                actor,
                now);
        call.caseFile = command.caseFile();
        if (command.callBack() != null) {
            call.callBackBy = command.callBack().by();
            var phone = command.callBack().phone();
            call.opened = new Promise(
                    phone == null ? null : PersonalText.of(phone.e164()),
                    command.callBack().promise());
        }
        call.registerEvent(new CallLogged(call.id, call.kind, actor, now));
        return call;
    }

    /** A call became a case file. */
    static Call intake(
            CallId id, Instant startedAt, @Nullable LanguageCode language, CaseId caseFile, Actor actor, Instant now) {
        var call = new Call(id, CallKind.INTAKE, startedAt, language, actor, now);
        call.caseFile = caseFile;
        return call;
    }

    Call keepPromise(Instant now) {
        if (callBackBy == null) {
            throw Rejected.conflict("nothing-promised");
        }
        if (keptAt == null) {
            keptAt = now;
        }
        return this;
    }

    CallId id() {
        return id;
    }

    CallKind kind() {
        return kind;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant endedAt() {
        return endedAt;
    }

    @Nullable
    LanguageCode language() {
        return language;
    }

    @Nullable
    MemberId member() {
        return member;
    }

    @Nullable
    OrganizationId organization() {
        return organization;
    }

    @Nullable
    CaseId caseFile() {
        return caseFile;
    }

    @Nullable
    Instant callBackBy() {
        return callBackBy;
    }

    @Nullable
    PersonalText callBackPhone() {
        return opened().phone();
    }

    @Nullable
    PersonalText promise() {
        return opened().text();
    }

    /** Whether it holds whom to call back. */
    boolean promises() {
        return promise != null;
    }

    private Promise opened() {
        if (opened == null) {
            opened = promise == null
                    ? Promise.NONE
                    : Objects.requireNonNull(sealing).open(cell(), promise, PROMISE);
        }
        return opened;
    }

    @Override
    public void seal(Sealing with) {
        if (promise == null && opened != null && !opened.equals(Promise.NONE)) {
            with.admit(id.value(), Lifetime.LASTING);
            promise = with.seal(cell(), opened);
        }
    }

    @Override
    public void openableWith(Sealing with) {
        sealing = with;
    }

    private Cell cell() {
        return new Cell("intake.call", "promise", id.value(), 1);
    }

    @Nullable
    Instant keptAt() {
        return keptAt;
    }
}
